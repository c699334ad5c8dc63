/** WebP: metadata in the chunks of the RIFF container. */
@NullMarked
package org.obscura.camera.core.metadata.webp;

import org.jspecify.annotations.NullMarked;
