/** EXIF: the metadata as image file directories, for each kind of image file that holds them. */
package org.obscura.camera.core.metadata.exif;
