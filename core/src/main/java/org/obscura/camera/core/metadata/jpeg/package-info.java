/** JPEG: the segments before the scan, and EXIF, XMP and comments in them. */
package org.obscura.camera.core.metadata.jpeg;
