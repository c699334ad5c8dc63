/** PNG: the chunks, and EXIF, XMP and text in them. */
@NullMarked
package org.obscura.camera.core.metadata.png;

import org.jspecify.annotations.NullMarked;
