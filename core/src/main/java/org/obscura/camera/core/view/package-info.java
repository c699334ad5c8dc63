/**
 * The viewfinder of a camera: who watches, when the next frame is due, and the rendering of it. Knows nothing of devices and requests; the
 * engine offers frames.
 */
@NullMarked
package org.obscura.camera.core.view;

import org.jspecify.annotations.NullMarked;
