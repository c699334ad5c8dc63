package org.obscura.camera.bench;

import java.awt.Dimension;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.nio.file.Path;
import java.util.List;

import javax.imageio.ImageIO;

import com.github.sarxos.webcam.Webcam;
import com.github.sarxos.webcam.WebcamDevice;
import com.github.sarxos.webcam.WebcamDriver;

import org.obscura.camera.Resolution;

/**
 * The loop that users of webcam-capture write, over a driver that has its frames ready: as images that Java encodes best, or, as the
 * library's own driver gives them, copied into an image whose bands lie in the order of red, green and blue, for which Java has no fast
 * path.
 */
final class WebcamPeer implements Burst.Contender, AutoCloseable {
    private static final int[] RED_GREEN_BLUE = {0, 1, 2};

    private final Webcam webcam;
    private final Device device;

    WebcamPeer(Resolution size, List<byte[]> frames) {
        device = new Device(size, frames);
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

    /** Returns the same with images as the library's own driver gives them. */
    Burst.Contender asItsOwnDriver() {
        return (count, folder) -> {
            device.asOwnDriver = true;
            try {
                run(count, folder);
            } finally {
                device.asOwnDriver = false;
            }
        };
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
        private final List<byte[]> rgb;
        private volatile boolean asOwnDriver;
        private int next;
        private boolean open;

        Device(Resolution size, List<byte[]> frames) {
            this.size = new Dimension(size.width(), size.height());
            images = frames.stream().map(bytes -> {
                BufferedImage image = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_3BYTE_BGR);
                System.arraycopy(bytes, 0, ((DataBufferByte) image.getRaster().getDataBuffer()).getData(), 0, bytes.length);
                return image;
            }).toList();
            rgb = frames.stream().map(bytes -> {
                byte[] swapped = bytes.clone();
                for (int at = 0; at < swapped.length; at += 3) {
                    swapped[at] = bytes[at + 2];
                    swapped[at + 2] = bytes[at];
                }
                return swapped;
            }).toList();
        }

        private BufferedImage copied(byte[] pixels) {
            ComponentSampleModel model = new ComponentSampleModel(DataBuffer.TYPE_BYTE, size.width, size.height, 3, size.width * 3,
                    RED_GREEN_BLUE);
            ComponentColorModel colors = new ComponentColorModel(ColorSpace.getInstance(ColorSpace.CS_sRGB), new int[] {8, 8, 8}, false,
                    false,
                    Transparency.OPAQUE, DataBuffer.TYPE_BYTE);
            return new BufferedImage(colors, Raster.createWritableRaster(model, new DataBufferByte(pixels.clone(), pixels.length), null),
                    false, null);
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
            int frame = next++ % images.size();
            return asOwnDriver ? copied(rgb.get(frame)) : images.get(frame);
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
