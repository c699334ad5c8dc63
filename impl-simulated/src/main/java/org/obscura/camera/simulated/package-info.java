/**
 * Cameras that need no hardware: a test card or the images of a folder, with faults on demand. Each configuration
 * {@code org.obscura.camera.simulated~NAME} is one camera. Nothing is exported; {@link org.obscura.camera.simulated.FrameStrip} and
 * {@link org.obscura.camera.simulated.ColourBar} are public so that tests of other modules can read the test card.
 */
package org.obscura.camera.simulated;
