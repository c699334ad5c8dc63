/** EXIF: the metadata as image file directories, for each kind of image file that holds them. */
@NullMarked
package org.obscura.camera.core.metadata.exif;

import org.jspecify.annotations.NullMarked;
