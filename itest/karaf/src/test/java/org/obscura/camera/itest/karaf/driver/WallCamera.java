package org.obscura.camera.itest.karaf.driver;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.image.BufferedImage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import com.github.sarxos.webcam.WebcamDevice;

/** Shows a wall that is painted twice a second. */
final class WallCamera implements WebcamDevice {
    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private Dimension size = new Dimension(640, 480);
    private boolean open;
    private int shade;

    @Override
    public String getName() {
        return "wall";
    }

    @Override
    public Dimension[] getResolutions() {
        return new Dimension[] {new Dimension(640, 480)};
    }

    @Override
    public Dimension getResolution() {
        return size;
    }

    @Override
    public void setResolution(Dimension wanted) {
        size = wanted;
    }

    @Override
    public BufferedImage getImage() {
        LockSupport.parkNanos(INTERVAL_NANOS);
        shade = (shade + 1) % 256;
        BufferedImage image = new BufferedImage(size.width, size.height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics brush = image.getGraphics();
        brush.setColor(new Color(shade, shade, 255));
        brush.fillRect(0, 0, size.width, size.height);
        brush.dispose();
        return image;
    }

    @Override
    public void open() {
        open = true;
    }

    @Override
    public void close() {
        open = false;
    }

    @Override
    public void dispose() {
        close();
    }

    @Override
    public boolean isOpen() {
        return open;
    }
}
