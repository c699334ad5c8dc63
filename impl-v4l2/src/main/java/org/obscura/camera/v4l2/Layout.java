package org.obscura.camera.v4l2;

import org.obscura.camera.Resolution;

/**
 * How a driver lays out the frames of a stream, as it answered {@code S_FMT}.
 *
 * @param format the format
 * @param size the size
 * @param stride bytes from one row to the next; of the first plane where there are several
 * @param bytes the most that a frame has
 * @param colours how luma and chroma become red, green and blue
 */
record Layout(VideoFormat format, Resolution size, int stride, int bytes, YuvCoding colours) {
}
