package org.obscura.camera.core.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.fail;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.ImageEncoder;
import org.obscura.camera.spi.MemoryFrame;
import org.obscura.camera.spi.PixelFormat;

/** Each encoder of core stores each pixel of a frame, wherever and in whatever kind of memory the frame begins. */
class PixelExactnessTest {
    private static final Resolution SIZE = new Resolution(23, 17);
    private static final byte OUTSIDE = (byte) 0xff;

    /** An encoder, the format that it writes, and how far a sample may be off. */
    private record Case(ImageEncoder encoder, String format, int tolerance) {
    }

    static Stream<String> layouts() {
        List<String> layouts = new ArrayList<>();
        for (PixelFormat pixels : List.of(PixelFormat.BGR24, PixelFormat.RGB24, PixelFormat.GRAY8)) {
            for (int padding : new int[] {0, 1, 9}) {
                for (int offset : new int[] {0, 1, 100}) {
                    for (String memory : List.of("heap", "slice", "direct", "read-only")) {
                        layouts.add(pixels + " " + padding + " " + offset + " " + memory);
                    }
                }
            }
        }
        return layouts.stream();
    }

    @ParameterizedTest(name = "{0}: format, padding of rows, offset, memory")
    @MethodSource("layouts")
    void everyPixelIsStored(String layout) throws Exception {
        String[] parts = layout.split(" ");
        PixelFormat pixels = PixelFormat.valueOf(parts[0]);
        Frame frame = frame(pixels, Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), parts[3]);
        List<Case> cases = List.of(new Case(new ImageIoEncoder(), "png", 0), new Case(new ImageIoEncoder(), "tiff", 0),
                new Case(new ImageIoEncoder(), "bmp", 0), new Case(new ImageIoEncoder(), "jpeg", pixels == PixelFormat.GRAY8 ? 2 : 12),
                new Case(new PngEncoder(), "png", 0));
        for (Case each : cases) {
            String name = each.encoder.getClass().getSimpleName() + " " + each.format;
            compare(name, pixels, each.encoder.encode(frame, each.format, 100), each.tolerance);
        }
        ByteBuffer thumbnail = new ImageIoEncoder().encode(Thumbnail.of(frame), "png", 100);
        compare("Thumbnail", pixels, thumbnail, 0);
        PreviewRenderer renderer = new PreviewRenderer(new Decoders(new org.obscura.camera.core.logging.EngineLog(name -> null)));
        compare("PreviewRenderer", pixels, ByteBuffer.wrap(renderer.of(frame, 0)), 24);
    }

    private static Frame frame(PixelFormat pixels, int padding, int offset, String memory) {
        int stride = SIZE.width() * pixels.bytesPerPixel() + padding;
        int length = stride * (SIZE.height() - 1) + SIZE.width() * pixels.bytesPerPixel();
        int behind = 40;
        ByteBuffer whole = memory.equals("direct") ? ByteBuffer.allocateDirect(offset + length + behind)
                : ByteBuffer.allocate(offset + length + behind);
        while (whole.hasRemaining()) {
            whole.put(OUTSIDE);
        }
        for (int y = 0; y < SIZE.height(); y++) {
            for (int x = 0; x < SIZE.width(); x++) {
                int at = offset + y * stride + x * pixels.bytesPerPixel();
                int rgb = rgb(x, y, pixels);
                if (pixels == PixelFormat.GRAY8) {
                    whole.put(at, (byte) rgb);
                } else {
                    boolean redFirst = pixels == PixelFormat.RGB24;
                    whole.put(at, (byte) (redFirst ? rgb >> 16 : rgb)).put(at + 1, (byte) (rgb >> 8))
                            .put(at + 2, (byte) (redFirst ? rgb : rgb >> 16));
                }
            }
        }
        ByteBuffer data = whole.position(offset).limit(offset + length);
        data = switch (memory) {
            case "slice" -> data.slice();
            case "read-only" -> data.asReadOnlyBuffer();
            default -> data;
        };
        return new MemoryFrame(SIZE, pixels, data, stride, 0, Instant.EPOCH, () -> {});
    }

    /** A smooth colour that differs from pixel to pixel and from row to row. */
    private static int rgb(int x, int y, PixelFormat pixels) {
        int red = 20 + 5 * x;
        int green = 30 + 6 * y;
        int blue = 40 + 2 * x + 3 * y;
        return pixels == PixelFormat.GRAY8 ? blue * 0x010101 : red << 16 | green << 8 | blue;
    }

    private static void compare(String name, PixelFormat pixels, ByteBuffer encoded, int tolerance) throws Exception {
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
        assertNotNull(image, name);
        assertEquals(SIZE, new Resolution(image.getWidth(), image.getHeight()), name);
        int bands = image.getRaster().getNumBands();
        for (int y = 0; y < SIZE.height(); y++) {
            for (int x = 0; x < SIZE.width(); x++) {
                int expected = rgb(x, y, pixels);
                // the samples as stored: for a gray image getRGB would apply a gamma
                int seen = bands == 1 ? image.getRaster().getSample(x, y, 0) * 0x010101 : image.getRGB(x, y);
                for (int shift = 0; shift <= 16; shift += 8) {
                    if (Math.abs((expected >> shift & 0xff) - (seen >> shift & 0xff)) > tolerance) {
                        fail(name + " at " + x + "," + y + ": " + Integer.toHexString(seen & 0xffffff) + ", expected "
                                + Integer.toHexString(expected));
                    }
                }
            }
        }
    }
}
