/** Image file directories (TIFF 6.0): the structure that TIFF files and EXIF blocks share. Reads them, and writes new or appended ones. */
@NullMarked
package org.obscura.camera.core.metadata.ifd;

import org.jspecify.annotations.NullMarked;
