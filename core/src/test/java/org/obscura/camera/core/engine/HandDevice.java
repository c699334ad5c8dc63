package org.obscura.camera.core.engine;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.obscura.camera.DeviceInfo;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraBackend;
import org.obscura.camera.spi.CameraDevice;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.PixelFormat;

/**
 * A device that a test drives by hand: each {@link #give} is what the next wait for a frame gets, and {@link #awaitAsked} tells when
 * the engine waits for one. With {@link #free()} it delivers whenever it is asked.
 */
final class HandDevice implements CameraDevice {
    /** What a wait for a frame ends with. */
    interface Answer {
        Frame answer(HandDevice device) throws CameraException;
    }

    final DeviceInfo info;
    final List<Resolution> resolutions = new ArrayList<>(List.of(new Resolution(32, 16), new Resolution(16, 8)));
    final List<Resolution> opened = new ArrayList<>();
    final AtomicInteger framesOut = new AtomicInteger();
    final AtomicInteger openStreams = new AtomicInteger();
    volatile CameraException openFailure;
    volatile boolean deafToClose;
    private final AtomicLong sequence = new AtomicLong();
    private final Queue<Answer> answers = new ArrayDeque<>();
    private final BlockingQueue<Long> asked = new LinkedBlockingQueue<>();
    private volatile boolean free;

    HandDevice(String name) {
        info = new DeviceInfo("hand:" + name, "Hand " + name, "hand", DeviceInfo.Position.UNSPECIFIED, 0, "Maker", "Model " + name);
    }

    Map<String, Object> properties() {
        return Map.of(DEVICE_ID, info.id(), DEVICE_NAME, info.displayName(), CameraBackend.BACKEND, "hand");
    }

    /** From now on a frame comes whenever one is asked for. */
    HandDevice free() {
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
        if (asked.poll(10, TimeUnit.SECONDS) == null) {
            throw new AssertionError("The engine did not ask for a frame within 10 s");
        }
    }

    boolean isAskedNow() {
        return !asked.isEmpty();
    }

    /** A frame whose blue is its number; with other bytes if they are given. */
    Frame frame(byte[] bytes) {
        Resolution size = opened.get(opened.size() - 1) == null ? resolutions.get(0) : opened.get(opened.size() - 1);
        return frame(size, PixelFormat.BGR24, bytes);
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
        return new HandFrame(this, size, format, pixels, number, Instant.now());
    }

    @Override
    public DeviceInfo getInfo() {
        return info;
    }

    @Override
    public List<Resolution> getResolutions() {
        return resolutions;
    }

    @Override
    public CameraStream open(Resolution wanted) throws CameraException {
        if (openFailure != null) {
            throw openFailure;
        }
        opened.add(wanted);
        openStreams.incrementAndGet();
        return new Stream(wanted == null ? resolutions.get(0) : wanted);
    }

    private record HandFrame(HandDevice device, Resolution resolution, PixelFormat format, byte[] bytes, long number, Instant time)
            implements Frame {
        @Override
        public Resolution getResolution() {
            return resolution;
        }

        @Override
        public PixelFormat getPixelFormat() {
            return format;
        }

        @Override
        public ByteBuffer getData() {
            return ByteBuffer.wrap(bytes);
        }

        @Override
        public int getStride() {
            return format == PixelFormat.JPEG ? 0 : resolution.width() * format.bytesPerPixel();
        }

        @Override
        public long getSequence() {
            return number;
        }

        @Override
        public Instant getTimestamp() {
            return time;
        }

        @Override
        public void close() {
            device.framesOut.decrementAndGet();
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
        public Frame nextFrame(Duration timeout) throws CameraException {
            asked.add(System.nanoTime());
            long end = System.nanoTime() + timeout.toNanos();
            Answer answer = null;
            try {
                while (answer == null) {
                    if (closed && !deafToClose) {
                        throw new CameraException(Reason.DISCONNECTED, info.displayName() + " is closed");
                    }
                    if (!deafToClose && System.nanoTime() - end > 0) {
                        throw new CameraException(Reason.TIMEOUT, info.displayName() + " gave no frame within " + timeout.toMillis() + " ms");
                    }
                    synchronized (answers) {
                        answer = free ? device -> device.frame(null) : answers.poll();
                        if (answer == null) {
                            answers.wait(20); // looks at its end and at the stream's
                        }
                    }
                }
            } catch (InterruptedException e) {
                throw new CameraException(Reason.FAILED, "interrupted", e);
            }
            return answer.answer(HandDevice.this);
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                openStreams.decrementAndGet();
                synchronized (answers) {
                    answers.notifyAll();
                }
            }
        }
    }
}
