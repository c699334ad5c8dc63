/** PNG: the chunks, and EXIF, XMP and text in them. */
package org.obscura.camera.core.metadata.png;
