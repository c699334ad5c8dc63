/** TIFF: metadata in the first directory of the file. */
@NullMarked
package org.obscura.camera.core.metadata.tiff;

import org.jspecify.annotations.NullMarked;
