package org.obscura.camera.v4l2;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

import org.obscura.camera.Resolution;
import org.obscura.camera.support.v4l2.Ioctl;
import org.obscura.camera.support.v4l2.KernelException;
import org.obscura.camera.support.v4l2.OpenNode;

/**
 * An open node such as {@code /dev/video0}: what it is, what it offers, and what format it is set to. Structures are read and written by
 * offset, as they lie on 64-bit machines. For one thread.
 */
final class VideoNode implements OpenNode, AutoCloseable {
    static final int VIDEO_CAPTURE = 1;
    /** No driver has more of anything; one that never ends its list is broken. */
    private static final int MOST = 500;
    private static final int DISCRETE = 1;
    private static final int FIELD_NONE = 1;
    private static final int DEVICE_CAPS = 0x8000_0000;
    private static final int LARGEST_SIDE = 65_535;

    private final Kernel kernel;
    private final String path;
    private final int descriptor;

    /** Opens a node. */
    VideoNode(Kernel kernel, String path) throws KernelException {
        this.kernel = kernel;
        this.path = path;
        this.descriptor = kernel.open(path);
    }

    String path() {
        return path;
    }

    int descriptor() {
        return descriptor;
    }

    /** Passes a request. */
    void control(Ioctl request, Pointer structure) throws KernelException {
        kernel.control(descriptor, request, structure);
    }

    @Override
    public void pass(Ioctl request, ByteBuffer... blocks) throws KernelException {
        Memory[] memory = new Memory[blocks.length];
        try {
            for (int i = 0; i < blocks.length; i++) {
                memory[i] = new Memory(blocks[i].capacity());
                memory[i].write(0, blocks[i].array(), 0, blocks[i].capacity());
                if (i > 0) {
                    memory[i - 1].setPointer(Ioctl.link(i - 1), memory[i]);
                }
            }
            control(request, memory[0]);
            for (int i = 0; i < blocks.length; i++) {
                memory[i].read(0, blocks[i].array(), 0, blocks[i].capacity());
            }
        } finally {
            for (Memory each : memory) {
                if (each != null) {
                    each.close();
                }
            }
        }
    }

    /** Passes a request, and returns false if the driver has no such thing. */
    boolean has(Ioctl request, Pointer structure) throws KernelException {
        try {
            control(request, structure);
            return true;
        } catch (KernelException e) {
            if (e.isAbsent()) {
                return false;
            }
            throw e;
        }
    }

    Capability capability() throws KernelException {
        try (Memory m = structure(Ioctl.QUERYCAP)) {
            control(Ioctl.QUERYCAP, m);
            int ofDriver = m.getInt(84);
            return new Capability(text(m, 0, 16), text(m, 16, 32), (ofDriver & DEVICE_CAPS) != 0 ? m.getInt(88) : ofDriver);
        }
    }

    /** Lists the formats that can be taken, in the order of the driver, and adds the others to a list. */
    List<FormatOffer> formats(List<String> others) throws KernelException {
        List<FormatOffer> formats = new ArrayList<>();
        try (Memory m = structure(Ioctl.ENUM_FMT)) {
            for (int i = 0; i < MOST; i++) {
                m.clear();
                m.setInt(0, i);
                m.setInt(4, VIDEO_CAPTURE);
                if (!has(Ioctl.ENUM_FMT, m)) {
                    break;
                }
                Optional<VideoFormat> format = VideoFormat.of(m.getInt(44));
                Optional<FormatOffer> offer = format.isPresent() ? offer(format.get()) : Optional.empty();
                if (offer.isPresent()) {
                    formats.add(offer.get());
                } else {
                    others.add(VideoFormat.text(m.getInt(44)));
                }
            }
        }
        return formats;
    }

    /** Returns what a format is offered in; empty if the driver tells no size. */
    private Optional<FormatOffer> offer(VideoFormat format) throws KernelException {
        Map<Resolution, List<Interval>> sizes = new LinkedHashMap<>();
        try (Memory m = structure(Ioctl.ENUM_FRAMESIZES)) {
            for (int i = 0; i < MOST; i++) {
                m.clear();
                m.setInt(0, i);
                m.setInt(4, format.code());
                if (!has(Ioctl.ENUM_FRAMESIZES, m)) {
                    break;
                }
                if (m.getInt(8) != DISCRETE) {
                    return Optional.of(new FormatOffer(format, Map.of(),
                            new SizeRange(m.getInt(12), most(m.getInt(16)), m.getInt(20), m.getInt(24), most(m.getInt(28)),
                                    m.getInt(32))));
                }
                add(sizes, format, m.getInt(12), m.getInt(16));
            }
        }
        if (sizes.isEmpty()) {
            addCurrent(sizes, format);
        }
        return sizes.isEmpty() ? Optional.empty() : Optional.of(new FormatOffer(format, sizes, null));
    }

    /** Adds the size that is set: drivers of capture cards have no other, and list none. */
    private void addCurrent(Map<Resolution, List<Interval>> sizes, VideoFormat format) throws KernelException {
        try (Memory m = structure(Ioctl.G_FMT)) {
            m.setInt(0, VIDEO_CAPTURE);
            if (has(Ioctl.G_FMT, m)) {
                add(sizes, format, m.getInt(8), m.getInt(12));
            }
        }
    }

    private void add(Map<Resolution, List<Interval>> sizes, VideoFormat format, int width, int height) throws KernelException {
        if (isSide(width) && isSide(height)) {
            Resolution size = new Resolution(width, height);
            sizes.put(size, intervals(format, size));
        }
    }

    private static int most(int pixels) {
        return Integer.compareUnsigned(pixels, LARGEST_SIDE) > 0 ? LARGEST_SIDE : pixels;
    }

    private static boolean isSide(int pixels) {
        return pixels > 0 && pixels <= LARGEST_SIDE;
    }

    /** Lists the intervals of a size: of a range, its ends. */
    List<Interval> intervals(VideoFormat format, Resolution size) throws KernelException {
        List<Interval> intervals = new ArrayList<>();
        try (Memory m = structure(Ioctl.ENUM_FRAMEINTERVALS)) {
            for (int i = 0; i < MOST; i++) {
                m.clear();
                m.setInt(0, i);
                m.setInt(4, format.code());
                m.setInt(8, size.width());
                m.setInt(12, size.height());
                if (!has(Ioctl.ENUM_FRAMEINTERVALS, m)) {
                    break;
                }
                add(intervals, m, 20);
                if (m.getInt(16) != DISCRETE) {
                    add(intervals, m, 28);
                    break;
                }
            }
        }
        return List.copyOf(intervals);
    }

    private static void add(List<Interval> intervals, Memory m, int offset) {
        Interval interval = new Interval(m.getInt(offset), m.getInt(offset + 4));
        if (interval.isKnown()) {
            intervals.add(interval);
        }
    }

    /** Sets the format, and returns what the driver made of it: it changes what it cannot do, and succeeds. */
    Layout setFormat(VideoFormat format, Resolution size) throws KernelException {
        try (Memory m = structure(Ioctl.S_FMT)) {
            m.setInt(0, VIDEO_CAPTURE);
            m.setInt(8, size.width());
            m.setInt(12, size.height());
            m.setInt(16, format.code());
            m.setInt(20, FIELD_NONE);
            control(Ioctl.S_FMT, m);
            if (m.getInt(16) != format.code() || m.getInt(8) != size.width() || m.getInt(12) != size.height()) {
                throw new KernelException("S_FMT " + format + " " + size, KernelException.EINVAL,
                        "the driver offers it, but sets " + VideoFormat.text(m.getInt(16)) + " " + m.getInt(8) + "x" + m.getInt(12));
            }
            int row = RawConverter.rowBytes(format, size.width()); // rows that would overlap are a mistake of the driver
            return new Layout(format, size, Math.max(row, m.getInt(24)), m.getInt(28),
                    YuvCoding.of(m.getInt(32), m.getInt(44), m.getInt(48)));
        }
    }

    /** Sets the interval between frames, and returns the one that the driver chose; not known if it cannot be set. */
    Interval setInterval(Interval interval) throws KernelException {
        try (Memory m = structure(Ioctl.S_PARM)) {
            m.setInt(0, VIDEO_CAPTURE);
            m.setInt(12, interval.numerator());
            m.setInt(16, interval.denominator());
            return has(Ioctl.S_PARM, m) ? new Interval(m.getInt(12), m.getInt(16)) : new Interval(0, 0);
        }
    }

    @Override
    public void close() {
        kernel.close(descriptor);
    }

    /** Makes a cleared structure for a request. */
    static Memory structure(Ioctl request) {
        Memory m = new Memory(request.size());
        m.clear();
        return m;
    }

    static String text(Pointer m, int offset, int length) {
        String text = new String(m.getByteArray(offset, length), StandardCharsets.UTF_8);
        int end = text.indexOf(0);
        return (end < 0 ? text : text.substring(0, end)).strip();
    }
}
