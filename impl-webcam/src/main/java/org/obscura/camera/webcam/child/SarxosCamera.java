package org.obscura.camera.webcam.child;

import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;

import com.github.sarxos.webcam.WebcamDevice;

/**
 * A camera of any other driver. Nothing in the driver interface tells a new image from the last one handed out again, so the first one
 * after a request only counts as known, and the next that differs from it is the frame: two images of a live sensor are never equal.
 */
final class SarxosCamera implements DriverCamera {
    private static final long PAUSE_NANOS = 2_000_000;

    private final SarxosDriver driver;
    private final WebcamDevice device;
    private final int width;
    private final int height;
    private long taken;
    private ByteBuffer known;
    private ByteBuffer next;

    SarxosCamera(SarxosDriver driver, WebcamDevice device, Dimension size) throws DriverException {
        this.driver = driver;
        this.device = device;
        if (size == null) {
            // a driver that chose by itself tells its size only by an image
            BufferedImage first = image();
            size = new Dimension(first.getWidth(), first.getHeight());
        }
        this.width = size.width;
        this.height = size.height;
        this.known = ByteBuffer.allocate(width * height * 3);
        this.next = ByteBuffer.allocate(width * height * 3);
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public Exposure expose(ByteBuffer target, int others) throws DriverException {
        BgrCopy.fromImage(sized(), known);
        for (int i = 0; i <= others; i++) {
            awaitDifferent();
        }
        long now = CaptureProcessMain.micros();
        target.put(0, known, 0, known.capacity());
        return new Exposure(taken - 1, now);
    }

    private void awaitDifferent() throws DriverException {
        BgrCopy.fromImage(sized(), next);
        while (next.equals(known)) {
            taken--;
            LockSupport.parkNanos(PAUSE_NANOS);
            BgrCopy.fromImage(sized(), next);
        }
        ByteBuffer newest = next;
        next = known;
        known = newest;
    }

    private BufferedImage sized() throws DriverException {
        BufferedImage image = image();
        if (image.getWidth() != width || image.getHeight() != height) {
            throw new DriverException(DriverException.Kind.FAILED,
                    "'" + device.getName() + "' delivered an image of " + image.getWidth() + "x"
                            + image.getHeight() + " in a stream of " + width + "x" + height);
        }
        taken++;
        return image;
    }

    private BufferedImage image() throws DriverException {
        BufferedImage image;
        try {
            image = driver.run(device, device::getImage);
        } catch (DriverException e) {
            throw new DriverException(DriverException.Kind.FAILED, "'" + device.getName() + "' failed: " + e.getMessage());
        }
        if (image == null) {
            throw new DriverException(DriverException.Kind.GONE, "'" + device.getName() + "' delivers no more images");
        }
        return image;
    }
}
