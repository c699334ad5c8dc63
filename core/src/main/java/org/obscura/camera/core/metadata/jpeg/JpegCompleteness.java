package org.obscura.camera.core.metadata.jpeg;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

import org.obscura.camera.Resolution;
import org.obscura.camera.support.image.ImageIoPlugins;

/**
 * Tells a JPEG that only lacks the mark of its end from one that was cut off. Both look alike from outside, so the image is decoded: the
 * decoder warns if the scan ends before all pixels are read.
 */
public final class JpegCompleteness {
    /** At this many pixels for each byte of the scan even an image of one color takes more bytes. */
    private static final int PIXELS_PER_BYTE = 512;
    private static final long MAX_PIXELS = 100_000_000;
    private static final byte[] END = {(byte) 0xFF, (byte) 0xD9};

    private JpegCompleteness() {
    }

    /** Returns whether all pixels exist of an image without a mark of its end. */
    public static boolean hasAllPixels(JpegSegments image) {
        Resolution size = image.size().orElse(null);
        long bytes = (long) image.image().limit() - image.scan();
        if (size == null || (long) size.width() * size.height() > Math.min(MAX_PIXELS, PIXELS_PER_BYTE * bytes)) {
            return false;
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(0xFF);
        whole.write(0xD8);
        if (image.lacksHuffmanTables()) {
            whole.writeBytes(HuffmanTables.STANDARD);
        }
        // without the application segments, whose faults are no matter here
        image.segments().stream().filter(segment -> segment.marker() < JpegSegments.APP0).forEach(segment -> write(segment.whole(), whole));
        write(image.image().duplicate().position(image.scan()), whole);
        whole.writeBytes(END);
        return decodesWithoutWarning(whole.toByteArray());
    }

    private static void write(ByteBuffer part, ByteArrayOutputStream target) {
        byte[] bytes = new byte[part.remaining()];
        part.get(part.position(), bytes);
        target.writeBytes(bytes);
    }

    private static boolean decodesWithoutWarning(byte[] jpeg) {
        ImageReader reader;
        try {
            reader = ImageIoPlugins.reader("jpeg");
        } catch (IOException e) {
            return false;
        }
        AtomicBoolean warned = new AtomicBoolean();
        try (MemoryCacheImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg))) {
            reader.addIIOReadWarningListener((source, warning) -> warned.set(true));
            reader.setInput(input, true, true);
            reader.readRaster(0, null);
            return !warned.get();
        } catch (IOException | RuntimeException e) {
            return false;
        } finally {
            reader.dispose();
        }
    }
}
