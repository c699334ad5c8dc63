package org.obscura.camera.bench;

import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.file.Path;
import java.util.List;

import javax.imageio.ImageIO;

import com.github.sarxos.webcam.Webcam;
import com.github.sarxos.webcam.WebcamDevice;
import com.github.sarxos.webcam.WebcamDriver;

import org.obscura.camera.Resolution;

/** The loop that users of webcam-capture write, over a driver that has its frames ready. */
final class WebcamPeer implements Burst.Contender, AutoCloseable {
    private final Webcam webcam;

    WebcamPeer(Resolution size, List<byte[]> frames) {
        Device device = new Device(size, frames);
        Webcam.setDriver(new WebcamDriver() {
            @Override
            public List<WebcamDevice> getDevices() {
                return List.of(device);
            }

            @Override
            public boolean isThreadSafe() {
                return true;
            }
        });
        webcam = Webcam.getDefault();
        webcam.getLock().disable();
        webcam.open();
    }

    @Override
    public void run(int count, Path folder) throws Exception {
        for (int i = 0; i < count; i++) {
            ImageIO.write(webcam.getImage(), "jpg", folder.resolve("picture" + i + ".jpg").toFile());
        }
    }

    @Override
    public void close() {
        webcam.close();
        Webcam.getDiscoveryService().stop();
    }

    private static final class Device implements WebcamDevice {
        private final Dimension size;
        private final List<BufferedImage> images;
        private int next;
        private boolean open;

        Device(Resolution size, List<byte[]> frames) {
            this.size = new Dimension(size.width(), size.height());
            images = frames.stream().map(bytes -> {
                BufferedImage image = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_3BYTE_BGR);
                System.arraycopy(bytes, 0, ((DataBufferByte) image.getRaster().getDataBuffer()).getData(), 0, bytes.length);
                return image;
            }).toList();
        }

        @Override
        public String getName() {
            return "bench";
        }

        @Override
        public Dimension[] getResolutions() {
            return new Dimension[] {size};
        }

        @Override
        public Dimension getResolution() {
            return size;
        }

        @Override
        public void setResolution(Dimension wanted) {
            // it has one
        }

        @Override
        public BufferedImage getImage() {
            return images.get(next++ % images.size());
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
            open = false;
        }

        @Override
        public boolean isOpen() {
            return open;
        }
    }
}
