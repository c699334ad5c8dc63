package org.obscura.camera.v4l2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.obscura.camera.ControlInfo;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.MemoryFrame;
import org.obscura.camera.support.config.Durations;
import org.obscura.camera.support.jpeg.JpegImage;
import org.obscura.camera.support.v4l2.Control;
import org.obscura.camera.support.v4l2.ControlAccess;
import org.obscura.camera.support.v4l2.ControlState;
import org.obscura.camera.support.v4l2.KernelException;
import org.obscura.camera.v4l2.FrameBuffers.Filled;

/** A camera while it is open and streams. For one thread; {@link #wake()} comes from any. */
final class CaptureSession implements AutoCloseable {
    /** Half a second of a usual camera: one that sends nothing else will not get better. */
    private static final int MOST_DAMAGED = 15;
    /** A driver that says "ready" and then has nothing is broken. */
    private static final int MOST_SPURIOUS = 1000;

    private static final String FOR_DAMAGED = ". Check the cable and the supply of the USB hub, or choose a smaller size";

    private final Kernel kernel;
    private final VideoNode node;
    private final int event;
    private final Layout layout;
    private final Interval interval;
    private final FrameBuffers buffers;
    private final RawConverter converter;
    private final FramePool pool = new FramePool();
    private final ExposureClock clock;
    private final Settings settings;
    private final ControlState controls;
    private int warmUp;
    /** Fresh frames to discard, until the camera exposes with controls that were set. */
    private int settle;
    private long sequence = -1;
    private final Object wakeLock = new Object();
    private boolean awake;
    private boolean closed;

    /** Opens a camera and starts the flow of frames. */
    CaptureSession(Kernel kernel, String path, Formats.Choice choice, Settings settings, List<Control> described, Consumer<String> report)
            throws KernelException {
        this.kernel = kernel;
        this.settings = settings;
        this.warmUp = settings.warmUp();
        this.node = new VideoNode(kernel, path);
        FrameBuffers started = null;
        int wakeUp = -1;
        try {
            layout = node.setFormat(choice.format(), choice.size());
            Interval wanted = choice.interval() != null ? choice.interval()
                    : Formats.interval(node.intervals(choice.format(), choice.size()), settings.frameRate());
            interval = wanted == null ? null : node.setInterval(wanted);
            clock = new ExposureClock(node.capability().driver(), interval, settings.exposureLead());
            controls = new ControlState(new ControlAccess(node), described, report);
            converter = choice.format().isJpeg() ? null : new RawConverter(layout);
            wakeUp = kernel.newEvent();
            started = new FrameBuffers(kernel, node, settings.buffers());
            started.start();
        } catch (KernelException | RuntimeException | Error e) { // for want of memory, too: buffers would keep the camera busy
            if (started != null) {
                started.close();
            }
            if (wakeUp >= 0) {
                kernel.close(wakeUp);
            }
            node.close();
            throw e;
        }
        event = wakeUp;
        buffers = started;
    }

    Layout layout() {
        return layout;
    }

    /**
     * Waits for a whole frame that was exposed after a moment.
     *
     * @param after the moment, by {@link System#nanoTime()}
     * @param deadline until when to wait
     * @throws KernelException if the driver refuses a call
     * @throws CameraException {@code TIMEOUT} or {@code BAD_FRAME} if there is none, {@code DISCONNECTED} if {@link #wake()} ended the wait
     */
    Frame next(long after, long deadline) throws KernelException, CameraException {
        return next(after, deadline, false);
    }

    /** Waits for a whole frame that the driver delivers from now on, whenever it was exposed; otherwise as the other method. */
    Frame nextArrival(long start, long deadline) throws KernelException, CameraException {
        return next(start, deadline, true);
    }

    private Frame next(long start, long deadline, boolean anyExposure) throws KernelException, CameraException {
        int damaged = 0;
        int spurious = 0;
        int old = 0;
        boolean drained = false;
        String problem = "";
        while (true) {
            Filled filled = buffers.take();
            if (filled == null) {
                drained = true; // from here on frames are taken as they come
                await(start, deadline, problem, old);
                if (++spurious > MOST_SPURIOUS) {
                    throw new CameraException(Reason.FAILED, "the driver reports frames that are not there. Plug the camera in again");
                }
                continue;
            }
            spurious = 0;
            clock.note(filled);
            long stamp = filled.stampNanos() != 0 ? filled.stampNanos() : System.nanoTime();
            boolean fresh = anyExposure ? drained
                    : clock.earliest(filled, stamp) - start >= 0 && (filled.stampNanos() != 0 || drained);
            Frame frame = null;
            if (warmUp > 0) {
                warmUp--;
            } else if (fresh && settle > 0) {
                settle--;
            } else if (fresh && controls.keep()) {
                settle = settings.settleFrames();
            } else if (fresh) {
                try {
                    frame = copy(filled, clock.time(filled, stamp));
                } catch (IOException e) {
                    problem = e.getMessage();
                }
            } else if (drained) {
                old++;
            }
            buffers.giveBack(filled);
            if (frame != null) {
                return frame;
            }
            if (!problem.isEmpty() && fresh && ++damaged >= MOST_DAMAGED) {
                throw new CameraException(Reason.BAD_FRAME, damaged + " frames in a row are damaged, the last one: " + problem
                        + FOR_DAMAGED);
            }
            checkAwake(); // a driver may always have a frame that is no good
            if (deadline - System.nanoTime() <= 0) {
                throw late(start, deadline, problem, old);
            }
        }
    }

    /**
     * Makes the controls those of a set, and those that it does not have what they were before.
     *
     * @throws CameraException {@code NOT_SUPPORTED} if a value cannot be
     */
    void apply(Map<String, Object> values) throws KernelException, CameraException {
        if (controls.apply(values)) {
            settle = settings.settleFrames();
        }
    }

    /** Describes the controls as they are now. */
    List<ControlInfo> controls() throws KernelException {
        return controls.describe();
    }

    private void await(long start, long deadline, String problem, int old) throws KernelException, CameraException {
        long left = deadline - System.nanoTime();
        if (left <= 0 || !kernel.poll(node.descriptor(), event, (int) Math.min(Integer.MAX_VALUE, left / 1_000_000 + 1))) {
            throw late(start, deadline, problem, old);
        }
        checkAwake();
    }

    private static CameraException late(long start, long deadline, String problem, int old) {
        String limit = "within " + Durations.format(Duration.ofNanos(deadline - start)) + " (frame.timeout)";
        if (!problem.isEmpty()) {
            return new CameraException(Reason.BAD_FRAME, "no whole frame came " + limit + ", the last one: " + problem + FOR_DAMAGED);
        }
        return new CameraException(Reason.TIMEOUT, old == 0
                ? "no frame came " + limit + ". Check the cable and the supply of the USB hub, or raise frame.timeout for a long exposure"
                : "only frames came " + limit + " that were exposed before the request by their time stamps (" + old
                        + ", see 'exposure.lead')");
    }

    private void checkAwake() throws CameraException {
        synchronized (wakeLock) {
            if (awake) {
                throw new CameraException(Reason.DISCONNECTED, "the stream was closed");
            }
        }
    }

    private Frame copy(Filled filled, Instant time) throws IOException {
        if (filled.damaged()) {
            throw new IOException(filled.bytes() + " bytes that the driver marks as damaged");
        }
        return layout.format().isJpeg() ? jpeg(filled, time) : raw(filled, time);
    }

    private Frame jpeg(Filled filled, Instant time) throws IOException {
        byte[] memory = pool.take(filled.bytes());
        boolean used = false;
        try {
            buffers.read(filled, 0, memory, 0, filled.bytes());
            JpegImage image = JpegImage.find(memory, 0, filled.bytes());
            Resolution size = layout.size();
            if (image.width() != size.width() || image.height() != size.height()) {
                throw new IOException(
                        filled.bytes() + " bytes are a JPEG image of " + image.width() + "x" + image.height() + ", not " + size);
            }
            used = true;
            return frame(image.data(), 0, filled, time, memory);
        } finally {
            if (!used) {
                pool.give(memory);
            }
        }
    }

    private Frame raw(Filled filled, Instant time) throws IOException {
        if (filled.bytes() < converter.needed()) {
            throw new IOException(filled.bytes() + " bytes of " + converter.needed() + " came");
        }
        byte[] pixels = pool.take(converter.pixelBytes());
        converter.convert((offset, to, at, length) -> buffers.read(filled, offset, to, at, length), pixels);
        int stride = layout.size().width() * layout.format().pixels().bytesPerPixel();
        return frame(ByteBuffer.wrap(pixels, 0, converter.pixelBytes()), stride, filled, time, pixels);
    }

    private Frame frame(ByteBuffer data, int stride, Filled filled, Instant time, byte[] memory) {
        sequence = Math.max(sequence + 1, filled.sequence());
        return new MemoryFrame(layout.size(), layout.format().pixels(), data, stride, sequence, time, controls.values(),
                () -> pool.give(memory));
    }

    /** Ends a wait for a frame, and all that follow. */
    void wake() {
        synchronized (wakeLock) {
            awake = true;
            if (!closed) {
                kernel.raise(event);
            }
        }
    }

    @Override
    public void close() {
        synchronized (wakeLock) {
            if (closed) {
                return;
            }
            closed = true;
        }
        try (node; buffers) { // from the last to the first, whatever fails
            if (settings.restoreControls()) {
                controls.restore();
            }
        } finally {
            kernel.close(event);
        }
    }
}
