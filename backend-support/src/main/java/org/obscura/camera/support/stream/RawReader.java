package org.obscura.camera.support.stream;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

import org.obscura.camera.Resolution;
import org.obscura.camera.spi.PixelFormat;

/** Reads frames that follow each other without anything between. */
final class RawReader implements FrameReader {
    private final ArrivalInputStream in;
    private final Resolution size;
    private final PixelFormat format;
    private final FrameMemory memory = new FrameMemory();

    RawReader(ArrivalInputStream in, Resolution size, PixelFormat format) {
        this.in = in;
        this.size = size;
        this.format = format;
    }

    @Override
    public SourceFrame next() throws IOException {
        byte[] data = memory.take(size.width() * size.height() * format.bytesPerPixel());
        long arrived = readFully(in, data);
        return new SourceFrame(size, format, ByteBuffer.wrap(data), arrived);
    }

    /** Fills an array. Returns when its first byte arrived. */
    static long readFully(ArrivalInputStream in, byte[] data) throws IOException {
        long arrived = 0;
        int filled = 0;
        while (filled < data.length) {
            int count = in.read(data, filled, data.length - filled);
            if (count < 0) {
                throw new EOFException(filled == 0 ? "The stream ended"
                        : "The stream ended after " + filled + " of " + data.length + " bytes of an image");
            }
            if (filled == 0) {
                arrived = in.arrivedNanos();
            }
            filled += count;
        }
        return arrived;
    }

    @Override
    public void recycle(SourceFrame frame) {
        memory.give(frame.data().array());
    }
}
