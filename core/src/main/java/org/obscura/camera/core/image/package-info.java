/**
 * From frame to encoded image and back: encoders and decoders by ranking, with those of the JDK as the last choice, thumbnails, and
 * previews under {@code camera-preview:} URLs. What an encoder or decoder of another bundle returns is checked before it is used.
 */
@NullMarked
package org.obscura.camera.core.image;

import org.jspecify.annotations.NullMarked;
