package org.obscura.camera.codec;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.function.Function;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

import org.obscura.camera.spi.Frame;

/**
 * Memory outside of the heap that grows to the largest size requested. For one thread at a time. While it is idle in a pool it keeps
 * {@value #MAXIMUM_IDLE} bytes at most, so that one huge image does not hold its memory for good.
 */
public final class NativeBuffer implements ObjectPool.Resource {
    /** The pixels of an image of 22 megapixels. */
    static final long MAXIMUM_IDLE = 64L * 1024 * 1024;

    private Memory memory;
    private ByteBuffer view;

    /** Returns memory of at least this many bytes; its former content is lost. */
    public Memory of(long size) {
        if (memory == null || memory.size() < size) {
            close();
            memory = new Memory(Math.max(1, size));
            view = memory.getByteBuffer(0, memory.size());
        }
        return memory;
    }

    /** Returns a buffer over memory of this size. */
    public ByteBuffer view(long size) {
        of(size);
        return view.clear().limit((int) size);
    }

    /**
     * Passes the address of data to a library: direct buffers as they are, others as a copy in this memory. The buffer stays reachable
     * during the call, since the garbage collector does not know of the address.
     */
    public <R> R read(ByteBuffer data, Function<Pointer, R> call) {
        try {
            return call.apply(address(data));
        } finally {
            Reference.reachabilityFence(data);
        }
    }

    private Pointer address(ByteBuffer data) {
        if (data.isDirect()) {
            return Native.getDirectBufferPointer(data.slice());
        }
        view(data.remaining()).put(data.duplicate());
        return memory;
    }

    /**
     * Returns the pixels of a frame without the bytes after the last row.
     *
     * @throws IllegalArgumentException if there are too few: a library would read beyond the end
     */
    public static ByteBuffer pixels(Frame frame) {
        if (frame.getPixelFormat().bytesPerPixel() == 0) {
            throw new IllegalArgumentException(
                    frame.getPixelFormat() + " frames have no pixels that can be read; BGR24, RGB24 and GRAY8 have");
        }
        int width = frame.getResolution().width();
        int height = frame.getResolution().height();
        int stride = frame.getStride();
        ByteBuffer data = frame.getData();
        long row = (long) width * frame.getPixelFormat().bytesPerPixel();
        long needed = (long) stride * (height - 1) + row;
        if (stride < row || data.remaining() < needed) {
            throw new IllegalArgumentException(
                    "The frame has " + data.remaining() + " bytes in rows of " + stride + "; " + width + "x" + height + " in "
                            + frame.getPixelFormat() + " needs " + needed + " in rows of " + row + " or more");
        }
        return data.slice().limit((int) needed);
    }

    @Override
    public void trim() {
        if (memory != null && memory.size() > MAXIMUM_IDLE) {
            close();
        }
    }

    @Override
    public void close() {
        view = null;
        if (memory != null) {
            memory.close();
            memory = null;
        }
    }
}
