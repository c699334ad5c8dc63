/** JPEG: the segments before the scan, and EXIF, XMP and comments in them. */
@NullMarked
package org.obscura.camera.core.metadata.jpeg;

import org.jspecify.annotations.NullMarked;
