package org.obscura.camera.v4l2;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

import org.obscura.camera.support.v4l2.Ioctl;
import org.obscura.camera.support.v4l2.KernelException;

/** The buffers that a driver fills, mapped into memory, and the flow of frames through them. For one thread. */
final class FrameBuffers implements AutoCloseable {
    private static final int MEMORY_MMAP = 1;
    private static final int FLAG_ERROR = 0x40;
    private static final int TIMESTAMP_MASK = 0xe000;
    private static final int TIMESTAMP_MONOTONIC = 0x2000;
    private static final int SOURCE_MASK = 0x7_0000;
    private static final int SOURCE_START_OF_EXPOSURE = 0x1_0000;

    private final Kernel kernel;
    private final VideoNode node;
    private final Memory structure = VideoNode.structure(Ioctl.QUERYBUF);
    private final Pointer[] mapped;
    private final long[] lengths;
    private boolean streaming;

    /**
     * A frame in a buffer, which is the driver's again after {@link FrameBuffers#giveBack(Filled)}.
     *
     * @param index the number of the buffer
     * @param bytes how many bytes the frame has
     * @param damaged whether the driver knows that it is damaged
     * @param sequence the number of the frame since the stream began
     * @param stampNanos the time stamp by the clock of {@link System#nanoTime()}; 0 if the driver uses another clock
     * @param startOfExposure whether the stamp is that of the start of the exposure, else of the end
     */
    record Filled(int index, int bytes, boolean damaged, long sequence, long stampNanos, boolean startOfExposure) {
    }

    /** Requests buffers, maps them and hands them to the driver. */
    FrameBuffers(Kernel kernel, VideoNode node, int count) throws KernelException {
        this.kernel = kernel;
        this.node = node;
        int granted;
        try (Memory m = VideoNode.structure(Ioctl.REQBUFS)) {
            m.setInt(0, count);
            m.setInt(4, VideoNode.VIDEO_CAPTURE);
            m.setInt(8, MEMORY_MMAP);
            node.control(Ioctl.REQBUFS, m);
            granted = m.getInt(0);
        }
        mapped = new Pointer[granted];
        lengths = new long[granted];
        try {
            for (int i = 0; i < granted; i++) {
                prepare(i);
                node.control(Ioctl.QUERYBUF, structure);
                lengths[i] = Integer.toUnsignedLong(structure.getInt(72));
                mapped[i] = kernel.map(node.descriptor(), Integer.toUnsignedLong(structure.getInt(64)), lengths[i]);
                queue(i);
            }
        } catch (KernelException | RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private void prepare(int index) {
        structure.clear();
        structure.setInt(0, index);
        structure.setInt(4, VideoNode.VIDEO_CAPTURE);
        structure.setInt(60, MEMORY_MMAP);
    }

    private void queue(int index) throws KernelException {
        prepare(index);
        node.control(Ioctl.QBUF, structure);
    }

    void start() throws KernelException {
        structure.setInt(0, VideoNode.VIDEO_CAPTURE);
        node.control(Ioctl.STREAMON, structure);
        streaming = true;
    }

    /** Takes the frame that was filled first, and returns null if none is. */
    Filled take() throws KernelException {
        prepare(0);
        try {
            node.control(Ioctl.DQBUF, structure);
        } catch (KernelException e) {
            if (e.errno() == KernelException.EAGAIN) {
                return null;
            }
            throw e;
        }
        int flags = structure.getInt(12);
        boolean monotonic = (flags & TIMESTAMP_MASK) == TIMESTAMP_MONOTONIC;
        long stamp = structure.getLong(24) * 1_000_000_000L + structure.getLong(32) * 1000;
        int index = structure.getInt(0);
        int bytes = (int) Math.min(Integer.toUnsignedLong(structure.getInt(8)), lengths[index]);
        return new Filled(index, bytes, (flags & FLAG_ERROR) != 0, Integer.toUnsignedLong(structure.getInt(56)), monotonic ? stamp : 0,
                (flags & SOURCE_MASK) == SOURCE_START_OF_EXPOSURE);
    }

    void giveBack(Filled frame) throws KernelException {
        queue(frame.index());
    }

    /** Copies bytes of a frame. */
    void read(Filled frame, long offset, byte[] to, int at, int length) {
        mapped[frame.index()].read(offset, to, at, length);
    }

    /** Stops the flow, and gives the memory back. Of a device that is no longer there that fails, which changes nothing. */
    @Override
    public void close() {
        try {
            if (streaming) {
                streaming = false;
                structure.setInt(0, VideoNode.VIDEO_CAPTURE);
                node.control(Ioctl.STREAMOFF, structure);
            }
        } catch (KernelException e) {
            // closing the descriptor stops it, too
        } finally {
            for (int i = 0; i < mapped.length; i++) {
                if (mapped[i] != null) {
                    kernel.unmap(mapped[i], lengths[i]);
                    mapped[i] = null;
                }
            }
            structure.close();
        }
    }
}
