package org.obscura.camera.support.stream;

import java.nio.ByteBuffer;

import org.obscura.camera.Resolution;
import org.obscura.camera.spi.PixelFormat;

/**
 * A frame as it was read from a source.
 *
 * @param size the size
 * @param format how the data is laid out, without padding between rows
 * @param data the data, from position to limit
 * @param arrivedNanos {@link System#nanoTime()} when its first byte arrived, or earlier if that is not known
 */
public record SourceFrame(Resolution size, PixelFormat format, ByteBuffer data, long arrivedNanos) {
}
