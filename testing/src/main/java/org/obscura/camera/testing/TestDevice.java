package org.obscura.camera.testing;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import org.obscura.camera.DeviceInfo;
import org.obscura.camera.DeviceInfo.Position;
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
 * A device whose frames and faults a test controls. By default it delivers a generated image for each request at once. After
 * {@link #manual()} each request waits for {@link #deliver}, {@link #fail} or its time limit.
 * <ul>
 * <li><b>Threading:</b> safe from any thread.
 * <li><b>Ordering:</b> frames and failures are used in the order in which the test passed them, one for each request.
 * <li><b>Ownership:</b> a delivered frame belongs to the device until the engine takes it.
 * <li><b>Null:</b> null arguments cause a {@code NullPointerException}.
 * </ul>
 */
public final class TestDevice implements CameraDevice {
    /** The name of the backend that test devices report. */
    public static final String BACKEND = "test";

    private interface Answer {
        Frame get() throws CameraException;
    }

    private final DeviceInfo info;
    private final List<Resolution> sizes;
    private final Deque<Answer> answers = new ArrayDeque<>();
    private boolean automatic = true;
    private boolean unplugged;
    private int waiting;
    private long sequence;

    /**
     * Creates a device that offers 640x480.
     *
     * @param name the name; the id is {@code test:} and the name
     */
    public TestDevice(String name) {
        this(name, new Resolution(640, 480));
    }

    /**
     * Creates a device.
     *
     * @param name the name; the id is {@code test:} and the name
     * @param sizes the sizes that it offers, the preferred one first
     */
    public TestDevice(String name, Resolution... sizes) {
        this.info = new DeviceInfo(BACKEND + ":" + name, name, BACKEND, Position.UNSPECIFIED, 0, "", "");
        this.sizes = List.of(sizes);
        if (this.sizes.isEmpty()) {
            throw new IllegalArgumentException("The device " + name + " has no size; give one or more");
        }
    }

    /**
     * Returns the service properties with which to register the device in a framework.
     *
     * @param ranking the {@code service.ranking}
     * @return a new dictionary
     */
    public Dictionary<String, Object> serviceProperties(int ranking) {
        return new Hashtable<>(
                Map.of(DEVICE_ID, info.id(), DEVICE_NAME, info.displayName(), CameraBackend.BACKEND, BACKEND, "service.ranking", ranking));
    }

    /** Makes each request wait for {@link #deliver} or {@link #fail}. */
    public synchronized void manual() {
        automatic = false;
    }

    /** Delivers a generated image for each request at once, including waiting requests. */
    public synchronized void automatic() {
        automatic = true;
        notifyAll();
    }

    /** Delivers a generated image for one request. */
    public synchronized void deliver() {
        answers.add(() -> generated(sizes.get(0)));
        notifyAll();
    }

    /**
     * Delivers an image for one request.
     *
     * @param image the image, of a size that the device offers
     */
    public void deliver(BufferedImage image) {
        deliver(frame(image, 0));
    }

    /**
     * Delivers a frame for one request, such as one with JPEG data or a damaged one.
     *
     * @param frame the frame
     */
    public synchronized void deliver(Frame frame) {
        Objects.requireNonNull(frame, "frame");
        answers.add(() -> frame);
        notifyAll();
    }

    /**
     * Fails one request.
     *
     * @param reason the reason; {@link Reason#DISCONNECTED} makes the engine repeat the request on the next device
     * @param message a sentence
     */
    public synchronized void fail(Reason reason, String message) {
        Objects.requireNonNull(reason, "reason");
        answers.add(() -> {
            throw new CameraException(reason, message);
        });
        notifyAll();
    }

    /**
     * Unplugs the device: running and further calls fail with {@link Reason#DISCONNECTED}. In a framework, unregister the service first.
     */
    public synchronized void unplug() {
        unplugged = true;
        notifyAll();
    }

    /** Plugs the device in again. */
    public synchronized void plugIn() {
        unplugged = false;
    }

    /**
     * Waits until the engine waits for a frame.
     *
     * @param timeout the maximum time to wait
     * @return true if it does, false if the time ran out
     * @throws InterruptedException if the thread is interrupted
     */
    public synchronized boolean awaitRequest(Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        while (waiting == 0) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    @Override
    public DeviceInfo getInfo() {
        return info;
    }

    @Override
    public List<Resolution> getResolutions() {
        return sizes;
    }

    @Override
    public synchronized CameraStream open(Resolution wanted) throws CameraException {
        if (unplugged) {
            throw new CameraException(Reason.DISCONNECTED, info.displayName() + " is unplugged");
        }
        if (wanted != null && !sizes.contains(wanted)) {
            throw new CameraException(Reason.NOT_SUPPORTED, info.displayName() + " has no size " + wanted + "; it has "
                    + String.join(", ", sizes.stream().map(Resolution::toString).toList()));
        }
        return new Stream(wanted == null ? sizes.get(0) : wanted);
    }

    private final class Stream implements CameraStream {
        private final Resolution size;
        private boolean closed;

        Stream(Resolution size) {
            this.size = size;
        }

        @Override
        public Resolution getResolution() {
            return size;
        }

        @Override
        public Frame nextFrame(Duration timeout) throws CameraException {
            synchronized (TestDevice.this) {
                waiting++;
                TestDevice.this.notifyAll();
                try {
                    return await(System.nanoTime() + timeout.toNanos()).get();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new CameraException(Reason.DISCONNECTED, info.displayName() + ": interrupted", e);
                } finally {
                    waiting--;
                }
            }
        }

        private Answer await(long end) throws CameraException, InterruptedException {
            while (true) {
                if (closed || unplugged) {
                    throw new CameraException(Reason.DISCONNECTED, info.displayName() + (closed ? " was closed" : " is unplugged"));
                }
                if (!answers.isEmpty()) {
                    return answers.poll();
                }
                if (automatic) {
                    return () -> generated(size);
                }
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    throw new CameraException(Reason.TIMEOUT, info.displayName() + " delivered no frame in time");
                }
                TestDevice.this.wait(left);
            }
        }

        @Override
        public void close() {
            synchronized (TestDevice.this) {
                closed = true;
                TestDevice.this.notifyAll();
            }
        }
    }

    /** Returns an image in a colour of its own, with its number in the middle. */
    private Frame generated(Resolution size) {
        BufferedImage image = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_3BYTE_BGR);
        long number = ++sequence;
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.getHSBColor(number * 0.381966f, 0.5f, 0.6f));
        graphics.fillRect(0, 0, size.width(), size.height());
        graphics.setColor(Color.WHITE);
        graphics.drawString(info.displayName() + " " + number, size.width() / 2, size.height() / 2);
        graphics.dispose();
        return frame(image, number);
    }

    private static Frame frame(BufferedImage image, long number) {
        BufferedImage bgr = image;
        if (image.getType() != BufferedImage.TYPE_3BYTE_BGR || image.getRaster().getParent() != null) {
            bgr = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
            Graphics2D graphics = bgr.createGraphics();
            graphics.drawImage(image, 0, 0, null);
            graphics.dispose();
        }
        byte[] data = ((DataBufferByte) bgr.getRaster().getDataBuffer()).getData();
        return new MemoryFrame(new Resolution(bgr.getWidth(), bgr.getHeight()), PixelFormat.BGR24, data, number, Instant.now());
    }
}
