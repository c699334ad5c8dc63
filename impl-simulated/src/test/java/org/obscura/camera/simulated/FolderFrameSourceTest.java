package org.obscura.camera.simulated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.PixelFormat;
import org.obscura.camera.support.config.ConfigReader;

class FolderFrameSourceTest {
    private static final Resolution SMALL = new Resolution(40, 30);
    private static final Resolution LARGE = new Resolution(80, 60);
    @TempDir
    private Path temp;
    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(temp.resolve("pictures"));
    }

    private byte[] put(String name, byte[] bytes) throws IOException {
        Files.write(folder.resolve(name), bytes);
        return bytes;
    }

    private static byte[] jpeg(Resolution r, int rgb) {
        return TestImages.jpeg(TestImages.plain(r.width(), r.height(), rgb), 0.8f);
    }

    private static byte[] png(Resolution r, int rgb) throws IOException {
        return TestImages.png(TestImages.plain(r.width(), r.height(), rgb));
    }

    private static byte[] next(FrameSource.FrameGenerator scene) throws CameraException {
        try (Frame frame = scene.expose(0, JumpingClock.START, PixelFormat.BGR24, ControlValues.defaults())) {
            byte[] bytes = new byte[frame.getData().remaining()];
            frame.getData().get(bytes);
            return bytes;
        }
    }

    private static byte[] bgr(int pixels, int blue, int green, int red) {
        byte[] bytes = new byte[pixels * 3];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i % 3 == 0 ? blue : i % 3 == 1 ? green : red);
        }
        return bytes;
    }

    @Test
    void picturesOfTheSizeComeByNameAndAfterTheLastTheFirst() throws Exception {
        byte[] c = put("c.JPG", jpeg(SMALL, 0xff0000));
        byte[] a = put("a.jpeg", jpeg(SMALL, 0x00ff00));
        put("b.png", png(SMALL, 0x102030));
        put("0.png", png(LARGE, 0xffffff));
        put("notes.txt", new byte[] {1});
        FolderFrameSource pictures = new FolderFrameSource(folder);
        assertEquals(List.of(LARGE, SMALL), pictures.getResolutions());
        assertEquals("", pictures.getProblem());
        FrameSource.FrameGenerator scene = pictures.open(SMALL, PixelFormat.BGR24);
        for (int round = 0; round < 2; round++) {
            assertArrayEquals(a, next(scene));
            assertArrayEquals(bgr(1200, 0x30, 0x20, 0x10), next(scene));
            assertArrayEquals(c, next(scene));
        }
    }

    @Test
    void aJpegFileIsHandedOnAsItIsAndAnotherAsPixels() throws Exception {
        put("a.jpg", jpeg(SMALL, 0xff0000));
        put("b.png", png(SMALL, 0xff0000));
        FrameSource.FrameGenerator scene = new FolderFrameSource(folder).open(SMALL, PixelFormat.BGR24);
        Frame jpeg = scene.expose(3, JumpingClock.START, PixelFormat.BGR24, ControlValues.defaults());
        Frame pixels = scene.expose(4, JumpingClock.START, PixelFormat.BGR24, ControlValues.defaults());
        assertEquals(PixelFormat.JPEG, jpeg.getPixelFormat());
        assertEquals(PixelFormat.BGR24, pixels.getPixelFormat());
        assertEquals(3, jpeg.getSequence());
        assertEquals(JumpingClock.START, jpeg.getTimestamp());
        assertEquals(40 * 3, pixels.getStride());
    }

    @Test
    void aJpegWithBytesBehindItsStartIsHandedOnAsItIs() throws Exception {
        byte[] jpeg = jpeg(SMALL, 0xff0000);
        byte[] stray = new byte[jpeg.length + 2];
        System.arraycopy(jpeg, 0, stray, 0, 2);
        System.arraycopy(jpeg, 2, stray, 4, jpeg.length - 2);
        put("a.jpg", stray);
        assertArrayEquals(stray, next(new FolderFrameSource(folder).open(SMALL, PixelFormat.BGR24)));
    }

    @Test
    void grayAndTransparentPicturesKeepTheirLevels() throws Exception {
        BufferedImage gray = new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_GRAY);
        Arrays.fill(((java.awt.image.DataBufferByte) gray.getRaster().getDataBuffer()).getData(), (byte) 100);
        BufferedImage half = new BufferedImage(40, 30, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 1200; i++) {
            half.setRGB(i % 40, i / 40, 0x33ff0000);
        }
        put("a.png", TestImages.png(gray));
        put("b.png", TestImages.png(half));
        FrameSource.FrameGenerator scene = new FolderFrameSource(folder).open(SMALL, PixelFormat.BGR24);
        assertArrayEquals(bgr(1200, 100, 100, 100), next(scene));
        assertArrayEquals(bgr(1200, 0, 0, 0x33), next(scene));
    }

    @Test
    void anEmptyOrMissingFolderIsToldAndRecovers() throws Exception {
        Files.delete(folder);
        FolderFrameSource pictures = new FolderFrameSource(folder);
        assertEquals(List.of(), pictures.getResolutions());
        assertTrue(pictures.getProblem().contains(folder + " does not exist"), pictures.getProblem());
        Files.createDirectory(folder);
        pictures.refresh();
        assertTrue(pictures.getProblem().contains(folder + " has no image"), pictures.getProblem());
        put("a.jpg", jpeg(SMALL, 0));
        pictures.refresh();
        assertEquals("", pictures.getProblem());
        assertEquals(List.of(SMALL), pictures.getResolutions());
    }

    @Test
    void openingFailsWithTheReasonWhileTheFolderIsEmptyAndWorksAsAPictureAppears() throws Exception {
        Map<String, String> values = Map.of("picture", folder.toString());
        Settings settings = Settings.read(new ConfigReader(SimulatedCameraConfig.class, values, Map.of()), values);
        SimulatedDevice device = new SimulatedDevice(settings, new FolderFrameSource(folder), new JumpingClock(), new FaultInjector(),
                () -> {});
        CameraException e = assertThrows(CameraException.class, () -> device.open(null));
        assertEquals(Reason.FAILED, e.getReason());
        assertTrue(e.getMessage().contains(folder + " has no image"), e.getMessage());
        put("a.jpg", jpeg(SMALL, 0));
        assertEquals(SMALL, device.open(null).getResolution());
        assertEquals(List.of(SMALL), device.getResolutions());
    }

    @Test
    void aDamagedFileIsNamedAndTheOthersAreShown() throws Exception {
        put("a.jpg", new byte[] {1, 2, 3});
        byte[] good = put("b.jpg", jpeg(SMALL, 0));
        FolderFrameSource pictures = new FolderFrameSource(folder);
        assertTrue(pictures.getProblem().contains("a.jpg"), pictures.getProblem());
        assertArrayEquals(good, next(pictures.open(SMALL, PixelFormat.BGR24)));
    }

    @Test
    void aPictureThatChangedOrBrokeIsABadFrame() throws Exception {
        put("a.png", png(SMALL, 0));
        FolderFrameSource pictures = new FolderFrameSource(folder);
        FrameSource.FrameGenerator scene = pictures.open(SMALL, PixelFormat.BGR24);
        byte[] whole = Files.readAllBytes(folder.resolve("a.png"));
        put("a.png", Arrays.copyOf(whole, whole.length / 2));
        assertEquals(Reason.BAD_FRAME, assertThrows(CameraException.class, () -> next(scene)).getReason());
        put("a.png", png(LARGE, 0));
        assertEquals(Reason.BAD_FRAME, assertThrows(CameraException.class, () -> next(scene)).getReason());
        assertEquals(List.of(LARGE), pictures.getResolutions());
        assertEquals(Reason.FAILED, assertThrows(CameraException.class, () -> next(scene)).getReason());
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aNamedPipeIsNotOpened() throws Exception {
        byte[] a = put("a.jpg", jpeg(SMALL, 0xff0000));
        assertEquals(0, new ProcessBuilder("mkfifo", folder.resolve("b.jpg").toString()).inheritIO().start().waitFor());
        Files.createDirectory(folder.resolve("c.jpg"));
        FolderFrameSource images = new FolderFrameSource(folder);
        assertEquals(List.of(SMALL), images.getResolutions());
        assertTrue(images.getProblem().contains("b.jpg, c.jpg"), images.getProblem());
        assertArrayEquals(a, next(images.open(SMALL, PixelFormat.BGR24)));
        Files.delete(folder.resolve("a.jpg"));
        assertEquals(0, new ProcessBuilder("mkfifo", folder.resolve("a.jpg").toString()).inheritIO().start().waitFor());
        assertThrows(CameraException.class, () -> next(images.open(SMALL, PixelFormat.BGR24)));
    }
}
