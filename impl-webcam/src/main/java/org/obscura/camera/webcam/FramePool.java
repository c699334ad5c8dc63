package org.obscura.camera.webcam;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

import org.obscura.camera.Resolution;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.MemoryFrame;
import org.obscura.camera.spi.PixelFormat;

/** Memory for the frames of one stream: as many as are held at once, of which a few are kept for the next. */
final class FramePool {
    private static final int KEPT = 4;
    /** The JDK keeps a buffer of the size of one read for each thread. */
    private static final int BLOCK = 1 << 16;

    private final Resolution resolution;
    private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(KEPT);

    FramePool(Resolution resolution) {
        this.resolution = resolution;
    }

    /**
     * Copies a frame out of the file. The file is read, not mapped: a mapping lasts until a garbage collection, and the memory of many
     * streams that were opened and closed with it.
     */
    Frame read(FileChannel file, long sequence, Instant timestamp, Map<String, Object> controls) throws IOException {
        byte[] kept = free.poll();
        byte[] memory = kept != null ? kept : new byte[size(resolution)];
        for (int done = 0; done < memory.length;) {
            int count = file.read(ByteBuffer.wrap(memory, done, Math.min(BLOCK, memory.length - done)), done);
            if (count < 0) {
                throw new EOFException("the frame has " + done + " of " + memory.length + " bytes");
            }
            done += count;
        }
        return new MemoryFrame(resolution, PixelFormat.BGR24, ByteBuffer.wrap(memory),
                resolution.width() * PixelFormat.BGR24.bytesPerPixel(),
                sequence, timestamp, controls, () -> free.offer(memory));
    }

    /** Returns the bytes of a frame; the size of the image is within {@link DeviceMatcher#MAX_PIXELS}. */
    static int size(Resolution resolution) {
        return Math.multiplyExact(Math.multiplyExact(resolution.width(), resolution.height()), PixelFormat.BGR24.bytesPerPixel());
    }
}
