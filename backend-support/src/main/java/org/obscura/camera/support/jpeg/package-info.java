/**
 * Finds whole JPEG images in what a camera delivers: in a buffer ({@link org.obscura.camera.support.jpeg.JpegImage}) or in a stream of
 * bytes ({@link org.obscura.camera.support.jpeg.JpegReader}). Both follow the structure of JPEG (ITU T.81, annex B) alone, so lengths and
 * boundaries that cameras get wrong do not matter. A bundle that uses the package embeds it.
 */
package org.obscura.camera.support.jpeg;
