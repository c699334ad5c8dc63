package org.obscura.camera.core.engine;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import org.obscura.camera.ControlInfo;
import org.obscura.camera.DeviceInfo;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraBackend;
import org.obscura.camera.spi.CameraDevice;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.MemoryFrame;
import org.obscura.camera.spi.PixelFormat;

/**
 * A device that a test drives by hand: each {@link #give} is what the next wait for a frame gets, and {@link #awaitAsked} tells when
 * the engine waits for one. With {@link #free()} it delivers whenever it is asked.
 */
final class ManualDevice implements CameraDevice {
    /** What a wait for a frame ends with. */
    interface Answer {
        Frame answer(ManualDevice device) throws CameraException;
    }

    /** Stands in the list of what was opened for the device's choice. */
    static final Resolution ANY = new Resolution(1, 1);
    static final Resolution LARGE = new Resolution(32, 16);
    static final Resolution SMALL = new Resolution(16, 8);

    private static final Instant START = Instant.now();
    private static final long START_NANOS = System.nanoTime();

    final DeviceInfo info;
    /** What it offers; the first is its own choice. Empty: it does not tell, and can do these two. */
    volatile List<Resolution> resolutions = List.of(LARGE, SMALL);
    /** What it was asked to open, in order. */
    final List<Resolution> opened = new CopyOnWriteArrayList<>();
    /** The controls that it offers, and each set that was applied to a stream of it. */
    volatile List<ControlInfo> controls = List.of();
    final List<Map<String, Object>> applied = new CopyOnWriteArrayList<>();
    /** What a set that was applied does to the device. */
    volatile Consumer<Map<String, Object>> onApply = values -> {};
    private volatile Map<String, Object> current = Map.of();
    final AtomicInteger framesOut = new AtomicInteger();
    /** How often the engine waited for a frame for the viewers. */
    final AtomicInteger viewFrames = new AtomicInteger();
    final AtomicInteger openStreams = new AtomicInteger();
    volatile CameraException openFailure;
    /** Whether a wait for a frame that was not given ends at once, as if its time had passed. */
    volatile boolean waitsEndAtOnce;
    /** Ignores its timeout, and that the stream is closed: only an answer ends its wait. */
    volatile boolean deafToClose;
    /** What open and close wait for. */
    volatile Gate openGate = Gate.open();
    volatile Gate closeGate = Gate.open();
    /** What the first call of close waits for after it has ended the wait for a frame; those that follow return at once. */
    volatile Gate releaseGate = Gate.open();
    volatile Gate resolutionsGate = Gate.open();
    volatile RuntimeException frameCloseFailure;
    private final AtomicLong sequence = new AtomicLong();
    private final Queue<Answer> answers = new ArrayDeque<>();
    private final BlockingQueue<Long> asked = new LinkedBlockingQueue<>();
    private volatile boolean free;

    ManualDevice(String name) {
        this(name, 0);
    }

    ManualDevice(String name, int orientation) {
        info = new DeviceInfo("hand:" + name, "Hand " + name, "hand", DeviceInfo.Position.UNSPECIFIED, orientation, "Maker",
                "Model " + name);
    }

    Map<String, Object> properties() {
        return Map.of(DEVICE_ID, info.id(), DEVICE_NAME, info.displayName(), CameraBackend.BACKEND, "hand");
    }

    /** How many frames it has made. */
    long exposures() {
        return sequence.get();
    }

    /** From now on a frame comes whenever one is requested. */
    ManualDevice free() {
        free = true;
        return this;
    }

    /** The next wait ends with this. */
    void give(Answer answer) {
        synchronized (answers) {
            answers.add(answer);
            answers.notifyAll();
        }
    }

    /** The next wait ends with a good frame. */
    void giveFrame() {
        give(device -> device.frame(null));
    }

    void giveFailure(Reason reason, String message) {
        give(device -> {
            throw new CameraException(reason, message);
        });
    }

    /** Waits until the engine waits for a frame. */
    void awaitAsked() throws InterruptedException {
        if (asked.poll(EngineTestBase.PATIENCE_SECONDS, TimeUnit.SECONDS) == null) {
            throw new AssertionError("The engine did not ask for a frame within " + EngineTestBase.PATIENCE_SECONDS + " s");
        }
    }

    ManualDevice notFree() {
        free = false;
        return this;
    }

    /** Another program sets a control: frames report it from now on. */
    void setByOther(String key, Object value) {
        Map<String, Object> values = new HashMap<>(current);
        values.put(key, value);
        current = Map.copyOf(values);
    }

    /** A frame whose blue is its number; with other bytes if they are given. */
    Frame frame(byte[] bytes) {
        Resolution last = opened.get(opened.size() - 1).equals(ANY) ? LARGE : opened.get(opened.size() - 1);
        return frame(last, PixelFormat.BGR24, bytes);
    }

    Frame frame(Resolution size, PixelFormat format, byte[] bytes) {
        long number = sequence.getAndIncrement();
        byte[] pixels = bytes;
        if (pixels == null) {
            pixels = new byte[size.width() * size.height() * 3];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (byte) number;
            }
        }
        framesOut.incrementAndGet();
        return new MemoryFrame(size, format, ByteBuffer.wrap(pixels), size.width() * format.bytesPerPixel(), number, now(), current,
                this::takeBack);
    }

    /** The time by a clock that cannot be set. */
    private static Instant now() {
        return START.plusNanos(System.nanoTime() - START_NANOS);
    }

    @Override
    public DeviceInfo getInfo() {
        return info;
    }

    @Override
    public List<Resolution> getResolutions() {
        resolutionsGate.pass();
        return resolutions;
    }

    @Override
    public CameraStream open(Resolution wanted) throws CameraException {
        openGate.pass();
        if (openFailure != null) {
            throw openFailure;
        }
        if (wanted != null && !wanted.equals(LARGE) && !wanted.equals(SMALL)) {
            throw new CameraException(Reason.NOT_SUPPORTED, "no such size: " + wanted);
        }
        if (!openStreams.compareAndSet(0, 1)) {
            throw new CameraException(Reason.BUSY, info.displayName() + " is open already");
        }
        opened.add(wanted == null ? ANY : wanted);
        return new Stream(wanted == null ? LARGE : wanted);
    }

    private void takeBack() {
        framesOut.decrementAndGet();
        if (frameCloseFailure != null) {
            throw frameCloseFailure;
        }
    }

    private final class Stream implements CameraStream {
        private final Resolution resolution;
        private volatile boolean closed;

        Stream(Resolution resolution) {
            this.resolution = resolution;
        }

        @Override
        public Resolution getResolution() {
            return resolution;
        }

        @Override
        public List<ControlInfo> getControls() {
            return controls;
        }

        @Override
        public void apply(Map<String, Object> values) throws CameraException {
            if (values.containsValue("broken")) {
                throw new CameraException(Reason.NOT_SUPPORTED, "the driver refuses broken");
            }
            if (values.containsValue("invalid")) {
                throw new IllegalArgumentException();
            }
            applied.add(values);
            onApply.accept(values);
            current = values;
        }

        @Override
        public Frame nextViewFrame(Duration timeout) throws CameraException {
            viewFrames.incrementAndGet();
            return nextFrame(timeout);
        }

        @Override
        public Frame nextFrame(Duration timeout) throws CameraException {
            asked.add(System.nanoTime());
            long end = System.nanoTime() + timeout.toNanos();
            Answer answer = null;
            try {
                while (answer == null) {
                    if (closed && !deafToClose) {
                        throw new CameraException(Reason.DISCONNECTED, info.displayName() + " is closed");
                    }
                    synchronized (answers) {
                        answer = answers.poll();
                        if (answer == null && free) {
                            answer = device -> device.frame(resolution, PixelFormat.BGR24, null);
                        }
                        boolean over = waitsEndAtOnce || System.nanoTime() - end > 0;
                        if (answer == null && !deafToClose && over) { // last: what was given is never late
                            throw new CameraException(Reason.TIMEOUT,
                                    info.displayName() + " gave no frame within " + timeout.toMillis() + " ms");
                        }
                        if (answer == null && (!closed || deafToClose)) {
                            answers.wait(20); // looks at its end
                        }
                    }
                }
            } catch (InterruptedException e) {
                throw new CameraException(Reason.FAILED, "interrupted", e);
            }
            return answer.answer(ManualDevice.this);
        }

        @Override
        public void close() {
            closeGate.pass();
            synchronized (answers) {
                if (closed) {
                    return;
                }
                closed = true;
                answers.notifyAll();
            }
            releaseGate.pass();
            current = Map.of();
            openStreams.decrementAndGet();
        }
    }
}
