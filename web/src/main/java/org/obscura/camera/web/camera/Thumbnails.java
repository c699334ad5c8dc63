package org.obscura.camera.web.camera;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.Semaphore;

import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

import com.google.errorprone.annotations.concurrent.GuardedBy;

import org.obscura.camera.MetadataKeys;
import org.obscura.camera.support.image.ImageIoPlugins;
import org.obscura.camera.web.collection.BoundedMap;

/** Small JPEG images of those in the gallery: of the preview while the core keeps it, else of the file. The last ones are kept. */
public final class Thumbnails {
    private static final int KEPT = 400;
    private static final long MAX_PIXELS = 100_000_000;
    private static final float QUALITY = 0.75f;

    /** So that a page with many thumbnails occupies one processor at most. */
    private final Semaphore rendering = new Semaphore(1);
    @GuardedBy("this")
    private final Map<Key, byte[]> kept = BoundedMap.byAccess(KEPT);

    /** The time tells two images apart whose camera was removed and made again. */
    private record Key(String camera, int id, java.time.Instant time, int width) {
    }

    /**
     * Returns the thumbnail of an image.
     *
     * @throws IOException if the image is neither kept nor readable
     */
    public byte[] of(Capture capture, int width) throws IOException, InterruptedException {
        Key key = new Key(capture.camera, capture.id, capture.time, width);
        byte[] found = find(key);
        if (found != null) {
            return found;
        }
        rendering.acquire();
        try {
            found = find(key);
            if (found == null) {
                found = render(capture, width);
                keep(key, found);
            }
            return found;
        } finally {
            rendering.release();
        }
    }

    private synchronized byte[] find(Key key) {
        return kept.get(key);
    }

    private synchronized void keep(Key key, byte[] thumbnail) {
        kept.put(key, thumbnail);
    }

    private static byte[] render(Capture capture, int width) throws IOException {
        if (!capture.preview.isEmpty()) {
            try (InputStream preview = new URL(capture.preview + "?width=" + width).openStream()) {
                return preview.readAllBytes();
            } catch (IOException e) {
                if (capture.path == null && capture.bytes == null) {
                    throw e;
                }
            }
        }
        return ImageIoPlugins.read(source(capture), reader -> scaled(read(reader, width), width, orientation(capture)));
    }

    private static ImageIoPlugins.Source source(Capture capture) throws IOException {
        if (capture.path != null) {
            return ImageIoPlugins.file(capture.path);
        }
        ByteBuffer bytes = capture.bytes();
        if (bytes == null) {
            throw new IOException("the image is no longer in memory");
        }
        byte[] array = new byte[bytes.remaining()];
        bytes.get(array);
        return ImageIoPlugins.memory(array);
    }

    private static BufferedImage read(ImageReader reader, int width) throws IOException {
        int from = reader.getWidth(0);
        if ((long) from * reader.getHeight(0) > MAX_PIXELS) {
            throw new IOException("the image has more than " + MAX_PIXELS + " pixels");
        }
        ImageReadParam param = reader.getDefaultReadParam();
        int step = Math.max(1, from / (width * 2));
        param.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, param);
    }

    private static int orientation(Capture capture) {
        return capture.metadata.get(MetadataKeys.ORIENTATION) instanceof Integer degrees ? degrees : 0;
    }

    private static byte[] scaled(BufferedImage image, int width, int orientation) throws IOException {
        boolean turned = orientation % 180 != 0;
        double scale = Math.min(1, (double) width / (turned ? image.getHeight() : image.getWidth()));
        int w = Math.max(1, (int) Math.round((turned ? image.getHeight() : image.getWidth()) * scale));
        int h = Math.max(1, (int) Math.round((turned ? image.getWidth() : image.getHeight()) * scale));
        BufferedImage small = new BufferedImage(w, h, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = small.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.translate(w / 2.0, h / 2.0);
        graphics.rotate(Math.toRadians(orientation));
        graphics.scale(scale, scale);
        graphics.drawImage(image, -image.getWidth() / 2, -image.getHeight() / 2, null);
        graphics.dispose();
        return ImageIoPlugins.jpeg(small, QUALITY);
    }
}
