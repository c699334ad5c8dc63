package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.CaptureError;
import org.obscura.camera.MetadataKeys;
import org.obscura.camera.Resolution;
import org.obscura.camera.ViewFrame;
import org.obscura.camera.ViewSession;
import org.obscura.camera.core.metadata.MetadataWriter;
import org.obscura.camera.core.metadata.jpeg.JpegFile;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.ImageFormat;
import org.obscura.camera.spi.PixelFormat;

/** What a mask hides is in nothing that leaves the engine. The left half of each frame is white and hidden, the other one is dark. */
class MaskTest extends ViewTestBase {
    private static final Resolution SIZE = new Resolution(64, 48);
    private static final String MASK = "0,0,32,48";
    private static final int DARK = 40;
    private static final int BRIGHT = 150;
    private static final int SHOWN_MILLIS = 1_000;
    private static final ImageFormat UNREADABLE = new ImageFormat("raw", List.of("raw"), "image/x-raw");

    private static byte[] pixels(Resolution size, int samples) {
        byte[] pixels = new byte[size.width() * size.height() * samples];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i / samples % size.width() < size.width() / 2 ? 255 : DARK);
        }
        return pixels;
    }

    private static byte[] jpeg(Resolution size) throws IOException {
        BufferedImage image = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_3BYTE_BGR);
        image.getRaster().setDataElements(0, 0, size.width(), size.height(), pixels(size, 3));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        return out.toByteArray();
    }

    /** A JPEG frame that shows what it shows in all the places in which cameras and programs put small images. */
    private static byte[] jpegWithThumbnails() throws IOException {
        byte[] small = jpeg(new Resolution(32, 24));
        byte[] main = bytes(MetadataWriter.write(ByteBuffer.wrap(jpeg(SIZE)), "jpeg", Map.of(MetadataKeys.TITLE, "Yard"),
                ByteBuffer.wrap(small)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(main, 0, 2);
        out.writeBytes(JpegFile.segment(0xE0, bytes("JFXX\0\u0010"), small));
        out.writeBytes(JpegFile.segment(0xED, bytes("Photoshop 3.0\0" + "8BIM\u0004\u000c\0\0\0\0"), small));
        out.writeBytes(JpegFile.segment(0xE2, bytes("FPXR\0"), small));
        out.writeBytes(JpegFile.segment(0xE1, bytes("http://ns.adobe.com/xap/1.0/\0"), bytes("<x:xmpmeta xmlns:x='adobe:ns:meta/'>"
                + "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about=''"
                + " xmlns:GImage='http://ns.google.com/photos/1.0/image/' GImage:Data='" + Base64.getEncoder().encodeToString(small)
                + "'/></rdf:RDF></x:xmpmeta>")));
        out.write(main, 2, main.length - 2);
        out.writeBytes(small); // as a Multi-Picture Format has it
        return out.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private static void give(ManualDevice device, String kind) throws IOException {
        byte[] jpeg = jpegWithThumbnails();
        device.give(hand -> kind.equals("JPEG") ? hand.frame(SIZE, PixelFormat.JPEG, jpeg)
                : hand.frame(SIZE, PixelFormat.valueOf(kind), pixels(SIZE, PixelFormat.valueOf(kind).bytesPerPixel())));
    }

    private static void assertHidden(byte[] image, String what) throws IOException {
        assertHidden(ImageIO.read(new ByteArrayInputStream(image)), what);
    }

    private static void assertHidden(BufferedImage image, String what) {
        for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
            int color = image.getRGB(i % image.getWidth(), i / image.getWidth());
            assertTrue((color & 0xff) < BRIGHT && (color >> 8 & 0xff) < BRIGHT && (color >> 16 & 0xff) < BRIGHT,
                    what + " shows " + Integer.toHexString(color) + " at pixel " + i);
        }
    }

    /** Checks the image, and every JPEG image anywhere in its file. */
    private static void assertNothingShown(byte[] file, String what) throws IOException {
        assertHidden(file, what);
        byte[] base64 = Base64.getEncoder().encode(Arrays.copyOf(jpeg(new Resolution(32, 24)), 30));
        for (int i = 1; i + base64.length < file.length; i++) {
            assertFalse(Arrays.equals(file, i, i + 20, base64, 0, 20), what + " has an image in its XMP");
            if ((file[i] & 0xff) == 0xff && (file[i + 1] & 0xff) == 0xd8 && (file[i + 2] & 0xff) == 0xff) {
                BufferedImage within = read(Arrays.copyOfRange(file, i, file.length));
                if (within != null) {
                    assertHidden(within, what + " from byte " + i + " on");
                }
            }
        }
    }

    /** Returns null if it only looks as an image begins. */
    private static BufferedImage read(byte[] bytes) {
        try {
            return ImageIO.read(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            return null;
        }
    }

    @ParameterizedTest
    @CsvSource({"BGR24, jpg", "RGB24, jpg", "GRAY8, jpg", "JPEG, jpg", "BGR24, png", "JPEG, png", "JPEG, tif", "GRAY8, tif", "JPEG, bmp"})
    void itIsInNoImageNoThumbnailAndNoPreview(String kind, String suffix) throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front", "image.mask", MASK);
        give(device, kind);
        int id = camera.captureToLocation("x." + suffix);
        byte[] file = Files.readAllBytes(context.awaitSaved(id));
        assertNothingShown(file, kind + " as " + suffix);
        byte[] preview = context.previews.open(context.previews.url("front", id));
        assertNothingShown(preview, "the preview");
        assertNothingShown(context.previews.open(context.previews.url("front", id) + "?width=16"), "the small preview");
        give(device, kind);
        ByteBuffer inMemory = camera.submit(options().inMemory().format(suffix.equals("tif") ? "tiff" : suffix).build()).getResult()
                .toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS).bytes();
        assertNothingShown(bytes(inMemory), "the image in memory");
    }

    @ParameterizedTest
    @Tag("slow")
    @ValueSource(strings = {"BGR24", "JPEG"})
    void noPreviewOpensBeforeTheFrameIsEdited(String kind) throws Exception {
        Gate gate = Gate.shut();
        context.encoders.add(ManualEncoder.behind(gate, ImageFormat.PNG), 10, 1);
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front", "image.mask", MASK);
        give(device, kind);
        int id = camera.captureToLocation("x.png");
        String url = (String) context.await("IMAGE_CAPTURED", id).getProperty(CameraEvents.PREVIEW);
        gate.awaitArrival();
        CompletableFuture<byte[]> preview = CompletableFuture.supplyAsync(() -> open(url));
        assertThrows(TimeoutException.class, () -> preview.get(SHOWN_MILLIS, TimeUnit.MILLISECONDS));
        gate.letGo();
        context.awaitSaved(id);
        assertNothingShown(preview.get(PATIENCE_SECONDS, TimeUnit.SECONDS), "the preview");
    }

    private byte[] open(String url) {
        try {
            return context.previews.open(url);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"BGR24", "JPEG"})
    void thePreviewOfAFrameThatBecameNoImageShowsNothing(String kind) throws Exception {
        context.encoders.add(new ManualEncoder((frame, format, quality) -> ByteBuffer.wrap(new byte[10]), UNREADABLE), 1, 1);
        context.encoders.add(new ManualEncoder((frame, format, quality) -> {
            throw new IOException("for the test");
        }, new ImageFormat("bad", List.of("bad"), "image/x-bad")), 1, 2);
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front", "image.mask", MASK);
        give(device, kind);
        int unreadable = camera.captureToLocation("x.raw");
        context.awaitSaved(unreadable);
        assertNothingShown(context.previews.open(context.previews.url("front", unreadable)), "of a format that Java cannot read");
        give(device, kind);
        int failed = camera.captureToLocation("x.bad");
        context.awaitFailed(failed, CaptureError.FORMAT);
        assertNothingShown(context.previews.open(context.previews.url("front", failed)), "of an image that was not encoded");
        give(device, kind);
        int unknown = camera.captureToLocation("x.nothing");
        context.awaitFailed(unknown, CaptureError.FORMAT);
        String message = assertThrows(IOException.class, () -> context.previews.open(context.previews.url("front", unknown))).getMessage();
        assertTrue(message.endsWith("the frame was not edited"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BGR24", "GRAY8", "JPEG"})
    void itIsInNoFrameOfAViewerFromTheMomentOnWhereItIsConfigured(String kind) throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front");
        try (ViewSession session = camera.view(FAST, frames::add)) {
            give(device, kind);
            ViewFrame before = next();
            assertTrue((image(before).getRGB(4, 4) & 0xff) > BRIGHT, "without a mask");
            camera.update(context.settings("front", "image.mask", MASK));
            give(device, kind);
            ViewFrame after = next();
            assertNothingShown(bytes(after.jpeg()), "the view");
            Path later = camera.save(before, options().location("before.jpg").build()).getResult().toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS).path();
            assertNothingShown(Files.readAllBytes(later), "a frame of the time before that is saved now");
            later = camera.save(after, options().location("after.png").build()).getResult().toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS).path();
            assertNothingShown(Files.readAllBytes(later), "a frame that a viewer got");
            assertTrue(session.isOpen());
        }
    }

    @Test
    void itIsHiddenInFramesOfOtherSizes() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front", "image.mask", "0,0,32,48", "image.mask.size", "64x48");
        for (Resolution size : List.of(ManualDevice.LARGE, ManualDevice.SMALL)) {
            device.give(hand -> hand.frame(size, PixelFormat.BGR24, pixels(size, 3)));
            BufferedImage image = ImageIO.read(
                    context.awaitSaved(camera.submit(options().location(size + ".png").resolution(size).build()).getId()).toFile());
            assertHidden(image, size.toString());
            assertEquals(DARK, image.getRGB(size.width() / 2, 0) & 0xff, "the rest of " + size);
        }
        camera.setResolution(ManualDevice.SMALL);
        try (ViewSession session = camera.view(FAST, frames::add)) {
            device.give(hand -> hand.frame(ManualDevice.SMALL, PixelFormat.BGR24, pixels(ManualDevice.SMALL, 3)));
            assertHidden(image(next()), "the view");
            assertTrue(session.isOpen());
        }
    }

    @Test
    void aMaskOutsideOfTheFrameHidesAllAndIsReported() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front", "image.mask", "0,0,2,2;20,0,4,4");
        device.give(hand -> hand.frame(ManualDevice.SMALL, PixelFormat.BGR24, pixels(ManualDevice.SMALL, 3)));
        Path saved = context.awaitSaved(camera.submit(options().location("x.png").resolution(ManualDevice.SMALL).build()).getId());
        assertEquals(0, ImageIO.read(saved.toFile()).getRGB(15, 7) & 0xffffff);
        assertEquals(
                List.of("Camera front, request 1: The whole image is hidden, since a rectangle of image.mask=0,0,2,2;20,0,4,4 lies outside"
                        + " of the frame of 16x8; if it was measured in a frame of another size, set image.mask.size"),
                context.warnings);
    }

    @Test
    void aCropIsInTheThumbnailAndThePreviewToo() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front", "image.crop", "32,0,32,48", "image.rotate", "90");
        give(device, "JPEG");
        int id = camera.captureToLocation("x.jpg");
        byte[] file = Files.readAllBytes(context.awaitSaved(id));
        assertNothingShown(file, "the image");
        assertTrue(context.warnings.stream().anyMatch(warning -> warning.contains("The XMP of the frame is not kept")),
                context.warnings::toString);
        BufferedImage preview = ImageIO.read(new ByteArrayInputStream(context.previews.open(context.previews.url("front", id))));
        assertHidden(preview, "the preview");
        assertEquals("48x32", preview.getWidth() + "x" + preview.getHeight());
    }

    /** An encoder that transforms without loss keeps all segments, as libjpeg-turbo does. */
    @Test
    void whatShowsTheFrameIsNotKeptByATransformationWithoutLoss() throws Exception {
        byte[] transformed = Arrays.copyOf(jpegWithThumbnails(), jpegWithThumbnails().length - jpeg(new Resolution(32, 24)).length);
        byte[] small = jpeg(new Resolution(32, 24));
        ByteBuffer adopted = JpegFile.adopt(ByteBuffer.wrap(transformed),
                org.obscura.camera.core.metadata.exif.BroughtMetadata.NONE, context.warnings::add);
        byte[] image = bytes(adopted.duplicate());
        byte[] scan = Arrays.copyOfRange(small, small.length - 60, small.length - 2);
        for (int i = 0; i + scan.length < image.length; i++) {
            assertFalse(Arrays.equals(image, i, i + scan.length, scan, 0, scan.length), "a small image at byte " + i);
        }
        assertEquals(List.of("The segments APP0, APP13, APP2 of the frame are not kept, since they may show the frame, which was edited"),
                context.warnings);
        try (Frame frame = context.encoders.readable(SavedFrame.of(new ViewFrame(adopted, "hand:a", java.time.Instant.EPOCH)),
                ImageFormat.PNG)) {
            assertEquals(SIZE, frame.getResolution(), "the pixels are as they were");
        }
    }
}
