package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.MetadataKeys;
import org.obscura.camera.Resolution;
import org.obscura.camera.core.Tool;
import org.obscura.camera.core.image.PreviewCache;
import org.obscura.camera.spi.MemoryFrame;
import org.obscura.camera.spi.PixelFormat;
import org.osgi.service.event.Event;

/** What is done to frames before they are encoded. */
class EditsTest extends EngineTestBase {
    private static final int STEP = 20;
    private static final Tool EXIFTOOL = new Tool("exiftool", "libimage-exiftool-perl");

    /** A frame whose pixels are numbered: 123 in the first row, 456 in the second. */
    private static void giveNumbers(ManualDevice device, PixelFormat format) {
        device.give(d -> {
            int samples = format == PixelFormat.GRAY8 ? 1 : 3;
            byte[] pixels = new byte[6 * samples];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (byte) ((i / samples + 1) * STEP);
            }
            return new MemoryFrame(new Resolution(3, 2), format, pixels, 1, Instant.now());
        });
    }

    private static String numbers(Path png) throws Exception {
        BufferedImage image = ImageIO.read(png.toFile());
        List<String> rows = new ArrayList<>();
        for (int y = 0; y < image.getHeight(); y++) {
            StringBuilder row = new StringBuilder();
            for (int x = 0; x < image.getWidth(); x++) {
                row.append(image.getRaster().getSample(x, y, 0) / STEP);
            }
            rows.add(row.toString());
        }
        return String.join("/", rows);
    }

    private static Object[] settings(String text) {
        List<Object> settings = new ArrayList<>();
        for (String each : text.split(" ")) {
            settings.addAll(Arrays.asList((Object[]) ("image." + each).split("=")));
        }
        return settings.toArray();
    }

    @ParameterizedTest
    @CsvSource({"rotate=90, 41/52/63", "rotate=180, 654/321", "rotate=270, 36/25/14", "flip=horizontal, 321/654", "flip=vertical, 456/123",
            "rotate=90 flip=horizontal, 14/25/36", "rotate=90 flip=vertical, 63/52/41", "rotate=180 flip=vertical, 321/654",
            "crop=1|0|2|2, 23/56", "crop=1|0|2|2 rotate=90, 52/63", "crop=2|1|900|900, 6", "mask=0|0|1|1, 023/456",
            "mask=0|0|1|1;2|1|9|9 rotate=90, 40/52/03", "mask=0|0|1|1 crop=1|0|2|1, 23", "scale=900x900, 123/456", "scale=1x9, 3"})
    void pixelsMoveAsConfigured(String edits, String expected) throws Exception {
        for (PixelFormat format : List.of(PixelFormat.BGR24, PixelFormat.RGB24, PixelFormat.GRAY8)) {
            ManualDevice device = context.plug("a");
            CameraService camera = context.camera("front", settings(edits.replace('|', ',')));
            giveNumbers(device, format);
            assertEquals(expected, numbers(context.awaitSaved(camera.captureToLocation(format + ".png"))), format.toString());
            camera.close(java.time.Duration.ofSeconds(PATIENCE_SECONDS));
            context.unplug(device);
            context.forget(); // the next camera begins with the same number
        }
    }

    @Test
    void anUprightImageHasNoOrientation() throws Exception {
        ManualDevice device = context.plug(new ManualDevice("a", 90), 0);
        CameraService camera = context.camera("front", "image.rotate", "upright", "format", "png");
        giveNumbers(device, PixelFormat.BGR24);
        Path upright = context.awaitSaved(camera.capture());
        assertEquals("41/52/63", numbers(upright));
        camera.update(context.settings("front", "format", "png", "image.flip", "horizontal"));
        giveNumbers(device, PixelFormat.BGR24);
        Path mirrored = context.awaitSaved(camera.capture());
        assertEquals("456/123", numbers(mirrored), "left and right as the image is seen, turned by its orientation");
        assertEquals("1", EXIFTOOL.run("-s3", "-n", "-EXIF:Orientation", upright.toString()).strip());
        assertEquals("6", EXIFTOOL.run("-s3", "-n", "-EXIF:Orientation", mirrored.toString()).strip());
    }

    @Test
    void aRequestKeepsTheEditsOfItsMoment() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front", "image.rotate", "180");
        int id = camera.captureToLocation("x.png");
        camera.update(context.settings("front"));
        giveNumbers(device, PixelFormat.BGR24);
        assertEquals("654/321", numbers(context.awaitSaved(id)));
    }

    @Test
    void aCropOutsideOfTheFrameFailsTheRequestAndSaysSo() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front", "image.crop", "3,0,2,2");
        giveNumbers(device, PixelFormat.BGR24);
        String message = context.awaitFailed(camera.capture(), org.obscura.camera.CaptureError.FORMAT);
        assertTrue(message.contains("image.crop=3,0,2,2 lies outside of the frame of 3x2"), message);
    }

    private static byte[] white(int width, int height) {
        byte[] pixels = new byte[width * height * 3];
        Arrays.fill(pixels, (byte) 0xff);
        return pixels;
    }

    private static void giveWhite(ManualDevice device) {
        device.give(d -> new MemoryFrame(new Resolution(640, 480), PixelFormat.BGR24, white(640, 480), 1, Instant.now()));
    }

    @ParameterizedTest
    @CsvSource({"top-left, 0, 0", "top-right, 639, 0", "bottom-left, 0, 479", "bottom-right, 639, 479", "top, 320, 0", "bottom, 320, 479"})
    void aTextIsWhereItBelongs(String position, int x, int y) throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front", "image.text", "{camera} {date} {time:HH:mm:ss}", "image.text.position", position);
        giveWhite(device);
        BufferedImage image = ImageIO.read(context.awaitSaved(camera.captureToLocation("x.png")).toFile());
        assertEquals(List.of(), context.warnings, "this test needs fonts");
        assertNotEquals(0xffffffff, image.getRGB(x, y));
        int changed = 0;
        for (int i = 0; i < 640 * 480; i++) {
            changed += image.getRGB(i % 640, i / 640) == 0xffffffff ? 0 : 1;
        }
        assertTrue(changed > 1000 && changed < 20_000, "changed pixels: " + changed);
    }

    @Test
    void theTextOfATurnedDeviceIsUpright() throws Exception {
        ManualDevice device = context.plug(new ManualDevice("a", 90), 0);
        CameraService camera = context.camera("front", "image.text", "{camera}");
        giveWhite(device);
        CapturedImage image = camera.submit(CaptureOptions.builder().inMemory().build()).getResult().toCompletableFuture().get();
        assertEquals(new Resolution(480, 640), image.resolution());
        assertEquals(0, image.metadata().get(MetadataKeys.ORIENTATION));
        assertEquals(new Resolution(480, 640), image.metadata().get(MetadataKeys.RESOLUTION));
    }

    @Test
    void whatIsMaskedIsInNoPreviewAndNoThumbnail() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front", "image.mask", "0,0,640,480");
        giveWhite(device);
        int id = camera.capture();
        Path saved = context.awaitSaved(id);
        assertTrue(isBlack(ImageIO.read(saved.toFile())));
        Event captured = context.await(EngineFixture.is("IMAGE_CAPTURED", id));
        byte[] preview = context.previews.open((String) captured.getProperty(CameraEvents.PREVIEW));
        assertTrue(isBlack(ImageIO.read(new ByteArrayInputStream(preview))), PreviewCache.SCHEME);
        Path thumbnail = folder.resolve("thumbnail.jpg");
        EXIFTOOL.run("-b", "-ThumbnailImage", "-w", folder + "/thumbnail.%0f%e", saved.toString());
        assertTrue(isBlack(ImageIO.read(java.nio.file.Files.list(folder).filter(path -> path.getFileName().toString().startsWith("thumb"))
                .findFirst().orElse(thumbnail).toFile())));
    }

    @Test
    void whatIsMaskedIsNotInTheLiveView() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front", "image.mask", "0,0,640,480");
        java.util.concurrent.BlockingQueue<org.obscura.camera.ViewFrame> frames = new java.util.concurrent.LinkedBlockingQueue<>();
        giveWhite(device);
        try (org.obscura.camera.ViewSession view = camera.view(org.obscura.camera.ViewOptions.defaults(), frames::add)) {
            ByteBuffer shown = frames.poll(PATIENCE_SECONDS, java.util.concurrent.TimeUnit.SECONDS).jpeg();
            byte[] jpeg = new byte[shown.remaining()];
            shown.get(jpeg);
            assertTrue(isBlack(ImageIO.read(new ByteArrayInputStream(jpeg))), view.toString());
        }
    }

    private static boolean isBlack(BufferedImage image) {
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if ((image.getRGB(x, y) & 0xf0f0f0) != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    @Test
    void theMetadataOfAJpegFrameFollowItsEdits() throws Exception {
        byte[] jpeg;
        try (InputStream in = EditsTest.class.getResourceAsStream("/org/obscura/camera/core/frames/exif-orientation.jpg")) {
            jpeg = in.readAllBytes();
        }
        BufferedImage before = ImageIO.read(new ByteArrayInputStream(jpeg));
        Resolution size = new Resolution(before.getWidth(), before.getHeight());
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front", "image.rotate", "90");
        device.give(d -> new MemoryFrame(size, PixelFormat.JPEG, ByteBuffer.wrap(jpeg), 1, Instant.now(), () -> {}));
        Path saved = context.awaitSaved(camera.capture());
        BufferedImage after = ImageIO.read(saved.toFile());
        assertEquals(size.height(), after.getWidth());
        assertEquals(size.width(), after.getHeight());
        Path original = java.nio.file.Files.write(folder.resolve("original.jpg"), jpeg);
        String tags = EXIFTOOL.run("-s", "-n", "-ExifImageWidth", "-ExifImageHeight", "-IFD0:Orientation", "-IFD0:Make", saved.toString());
        assertTrue(tags.matches("(?s).*ExifImageWidth +: " + size.height() + "\\R.*ExifImageHeight +: " + size.width() + "\\R.*"), tags);
        assertEquals(EXIFTOOL.run("-s3", "-n", "-IFD0:Orientation", "-IFD0:Make", "-ExifIFD:all", "-x", "ExifImageWidth", "-x",
                "ExifImageHeight", "-x", "MakerNotes:all", original.toString()).lines().limit(2).toList(),
                EXIFTOOL.run("-s3", "-n", "-IFD0:Orientation", "-IFD0:Make", saved.toString()).lines().limit(2).toList());
        assertFalse(EXIFTOOL.run("-validate", "-warning", "-a", saved.toString()).contains("Error"));
    }
}
