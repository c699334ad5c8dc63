package org.obscura.camera.codec;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.function.Function;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

import org.obscura.camera.spi.Frame;

/** Memory outside of the heap, as large as the largest picture so far asked for. For one thread at a time. */
public final class NativeBuffer implements ObjectPool.Resource {
    private Memory memory;
    private ByteBuffer view;

    /** Memory of that many bytes at the least; what it held is lost. */
    public Memory of(long size) {
        if (memory == null || memory.size() < size) {
            close();
            memory = new Memory(Math.max(1, size));
            view = memory.getByteBuffer(0, memory.size());
        }
        return memory;
    }

    /** The bytes of memory of that size, for Java. */
    public ByteBuffer view(long size) {
        of(size);
        return view.clear().limit((int) size);
    }

    /**
     * Lets a library read data: outside of the heap where they lie, else a copy in this memory. They are held until it has, since it knows
     * an address alone, and memory goes with the last who holds its buffer.
     */
    public <R> R read(ByteBuffer data, Function<Pointer, R> library) {
        try {
            return library.apply(address(data));
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
     * The pixels of a frame, and nothing behind them.
     *
     * @throws IllegalArgumentException if there are too few: a library would read what lies behind
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
        int row = width * frame.getPixelFormat().bytesPerPixel();
        long needed = (long) stride * (height - 1) + row;
        if (stride < row || data.remaining() < needed) {
            throw new IllegalArgumentException(
                    "The frame has " + data.remaining() + " bytes in rows of " + stride + "; " + width + "x" + height + " in "
                            + frame.getPixelFormat() + " needs " + needed + " in rows of " + row + " or more");
        }
        return data.slice().limit((int) needed);
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
