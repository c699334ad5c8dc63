package org.obscura.camera.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.CaptureException;
import org.obscura.camera.ViewOptions;

class ShowCommandTest {
    private final FakeCamera camera = new FakeCamera("default");
    private final ShowCommand command = new ShowCommand(FakeCamera.cameras(camera));
    private final Console console = new Console(command);

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void drawsTwoPixelsInACharacter() throws Exception {
        BufferedImage image = new BufferedImage(4, 2, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 4; x++) {
            image.setRGB(x, 0, 0xFF0000);
            image.setRGB(x, 1, 0x0000FF);
        }
        assertEquals("\u001b[38;2;255;0;0;48;2;0;0;255m▀▀▀▀\u001b[0m" + System.lineSeparator(),
                new TerminalImage(image, 4, Palette.COLOURS_24_BIT).toString());
        assertEquals("\u001b[38;5;196;48;5;21m▀▀▀▀\u001b[0m" + System.lineSeparator(),
                new TerminalImage(image, 4, Palette.COLOURS_256).toString());
    }

    @Test
    void takesAPictureToMemoryAndKeepsItsShape() throws Exception {
        camera.picture = png(halves(64, 48));
        String[] lines = console.run("camera:show --ascii -w 16").split("\n");
        assertTrue(camera.submitted.get(0).inMemory());
        assertEquals(6, lines.length, "a character is twice as high as wide: 16 x 48/64 / 2");
        for (String line : lines) {
            assertEquals("        @@@@@@@@", line, "black on the left, white on the right");
        }
    }

    @Test
    void standsThePictureUpright() throws Exception {
        camera.picture = png(halves(48, 48));
        camera.facts = Map.of("Orientation", 90);
        String[] lines = console.run("camera:show --ascii -w 8").split("\n");
        assertEquals("        ", lines[0], "turned clockwise, the left is on top");
        assertEquals("@@@@@@@@", lines[3]);
    }

    @Test
    void turnsBackToWhereItWasAfterFourQuarters() {
        BufferedImage image = halves(3, 2);
        image.setRGB(0, 0, 0x123456);
        BufferedImage quarter = ImageRotation.turned(image, 90);
        assertEquals(0x123456, quarter.getRGB(1, 0) & 0xFFFFFF, "the upper left corner comes to the upper right");
        BufferedImage half = ImageRotation.turned(quarter, 90);
        assertEquals(half.getRGB(2, 1), ImageRotation.turned(image, 180).getRGB(2, 1));
        assertEquals(0x123456, ImageRotation.turned(quarter, 270).getRGB(0, 0) & 0xFFFFFF);
    }

    @Test
    void showsTheLastPreview(@TempDir Path folder) throws Exception {
        assertThrows(IllegalStateException.class, () -> console.run("camera:show --last"));
        Path preview = Files.write(folder.resolve("p.png"), png(halves(8, 8)));
        command.onImageCaptured("default", 1, preview.toUri().toString());
        assertEquals("    @@@@\n", console.run("camera:show -l --ascii -w 8").substring(0, 9));
        assertTrue(camera.submitted.isEmpty());
    }

    @Test
    void drawsLiveFramesOverEachOtherWithoutAnImage() throws Exception {
        camera.picture = jpeg(halves(64, 48));
        String frame = "    @@@@\n".repeat(3);
        assertEquals(frame + "\u001b[3A\r" + frame, console.run("camera:show --live --ascii -w 8 -n 2 -i 500ms"));
        assertEquals(List.of(new ViewOptions(16, 2)), camera.viewed);
        assertTrue(camera.submitted.isEmpty());
        assertEquals(0, camera.viewsClosed.getCount(), "the view is closed");
        console.session().put(Terminal.VARIABLE, false);
        assertEquals(frame + frame, console.run("camera:show --live --ascii -w 8 -n 2"), "into a pipe");
    }

    @Test
    @Tag("slow")
    void saysWhyLiveFramesDoNotCome() throws Exception {
        camera.picture = jpeg(halves(64, 48));
        camera.frames = 0;
        camera.removed = true;
        assertEquals("Camera default was removed",
                assertThrows(IllegalStateException.class, () -> console.run("camera:show --live -n 1")).getMessage());
        camera.removed = false;
        // only now: else the command above may print it, and what it printed is taken for the output of this one
        camera.problem = "Camera default\u001b[2J\nis not started";
        FutureTask<Exception> interrupted = new FutureTask<>(
                () -> assertThrows(Exception.class, () -> console.run("camera:show --live -w 8")));
        Thread shell = new Thread(interrupted);
        shell.start();
        while (!console.printed().contains("is not started\n")) {
            Thread.onSpinWait();
        }
        shell.interrupt();
        interrupted.get();
        assertEquals("Camera default\\u001b[2J\\nis not started\n", console.printed(), "once, and it does not act on the terminal");
    }

    @Test
    void refusesWhatDoesNotGoTogether() {
        for (String[] wrong : new String[][] {{"--last --live", "--last shows one image and --live many; leave out one of them"},
                {"-i 1s", "--interval has no effect without --live"}, {"-n 3", "--count has no effect without --live"},
                {"--live -n 0", "The count is 0; it must be 1 or more"},
                {"--live -i 0", "The interval is 0s; it must be 1ms or more"}}) {
            assertEquals(wrong[1],
                    assertThrows(IllegalArgumentException.class, () -> console.run("camera:show " + wrong[0])).getMessage());
        }
    }

    @Test
    void takesItsWidthFromTheTerminal() throws Exception {
        camera.picture = png(halves(64, 48));
        console.session().put("COLUMNS", "20");
        assertEquals(20, console.run("camera:show --ascii").indexOf('\n'));
    }

    @Test
    void saysWhatIsWrong() {
        camera.failures.put(1, "No device came within 10 s");
        assertEquals("No device came within 10 s", assertThrows(CaptureException.class, () -> console.run("camera:show")).getMessage());
        assertEquals("The width is 1; it must be 4 to 1000 characters",
                assertThrows(IllegalArgumentException.class, () -> console.run("camera:show -w 1")).getMessage());
        camera.failures.clear();
        assertEquals("No image reader understands the image: this Java cannot read such images",
                assertThrows(IllegalStateException.class, () -> console.run("camera:show")).getMessage());
    }

    @Test
    void knowsWhatTerminalsCanShow() {
        assertEquals(Palette.ASCII, Palette.of(Map.of("TERM", "vt220"), true));
        assertEquals(Palette.ASCII, Palette.of(Map.of("TERM", "dumb"), true));
        assertEquals(Palette.COLOURS_256, Palette.of(Map.of("TERM", "linux"), true));
        assertEquals(Palette.COLOURS_24_BIT, Palette.of(Map.of("TERM", "xterm-256color"), true));
        assertEquals(Palette.COLOURS_24_BIT, Palette.of(Map.of(), true));
        assertEquals(Palette.ASCII, Palette.of(Map.of("TERM", "xterm"), false), "a pipe");
        assertEquals(Palette.ASCII, Palette.of(Map.of("TERM", "xterm", "NO_COLOR", "1"), true));
        assertEquals("5;244", Palette.COLOURS_256.code(0x808080), "a grey of the ramp");
    }

    private static BufferedImage halves(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int x = width / 2; x < width; x++) {
            for (int y = 0; y < height; y++) {
                image.setRGB(x, y, Color.WHITE.getRGB());
            }
        }
        return image;
    }

    private static byte[] png(BufferedImage image) throws Exception {
        return encoded(image, "png");
    }

    private static byte[] jpeg(BufferedImage image) throws Exception {
        return encoded(image, "jpeg");
    }

    private static byte[] encoded(BufferedImage image, String format) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, format, bytes);
        return bytes.toByteArray();
    }
}
