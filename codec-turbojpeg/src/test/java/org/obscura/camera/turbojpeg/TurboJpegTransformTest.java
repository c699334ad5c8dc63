package org.obscura.camera.turbojpeg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obscura.camera.Region;
import org.obscura.camera.codec.TestImage;
import org.obscura.camera.spi.LosslessTransform;
import org.obscura.camera.spi.PixelFormat;

/** Changes of JPEG images without loss, compared with those of jpegtran: same coefficients and tables, so the same bytes. */
class TurboJpegTransformTest {
    @TempDir
    Path folder;
    private TurboJpegLibrary library;
    private TurboJpegEncoder encoder;

    @BeforeEach
    void open() {
        library = Installed.library();
        encoder = new TurboJpegEncoder(library);
    }

    @AfterEach
    void close() {
        if (encoder != null) {
            encoder.close();
            library.close();
        }
    }

    private byte[] image(int width, int height) throws IOException {
        return bytes(encoder.encode(TestImage.of(width, height, PixelFormat.BGR24, 0, false), "jpeg", 90));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    /** What jpegtran makes of an image; it is optimized, so that equal coefficients are equal bytes. */
    private byte[] jpegtran(byte[] image, List<String> arguments) throws Exception {
        boolean there = Stream.of(System.getenv("PATH").split(":")).anyMatch(path -> Files.isExecutable(Path.of(path, "jpegtran")));
        if (!there) {
            System.out.println("skipped: jpegtran is not installed (Debian: libjpeg-turbo-progs)");
        }
        assumeTrue(there, "jpegtran is not installed (Debian: libjpeg-turbo-progs)");
        Path in = Files.write(folder.resolve("in.jpg"), image);
        Path out = folder.resolve("out.jpg");
        List<String> command = new ArrayList<>(List.of("jpegtran", "-copy", "none", "-optimize"));
        command.addAll(arguments);
        command.addAll(List.of("-outfile", out.toString(), in.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), command + ": " + printed);
        return Files.readAllBytes(out);
    }

    @ParameterizedTest
    @CsvSource({"0, true, -flip horizontal", "90, false, -rotate 90", "180, false, -rotate 180", "270, false, -rotate 270",
            "180, true, -flip vertical", "90, true, -transpose", "270, true, -transverse"})
    void coefficientsAreThoseOfJpegtran(int rotation, boolean mirrored, String arguments) throws Exception {
        byte[] image = image(160, 96);
        byte[] ours = bytes(encoder.transform(ByteBuffer.wrap(image), "jpeg", new LosslessTransform(null, rotation, mirrored)));
        List<String> perfect = new ArrayList<>(List.of(arguments.split(" ")));
        perfect.add("-perfect");
        assertArrayEquals(jpegtran(image, perfect), jpegtran(ours, List.of()));
    }

    @ParameterizedTest
    @CsvSource({"0, false, 32, 16, 64, 48", "90, false, 32, 16, 64, 48", "180, false, 32, 16, 64, 48", "270, false, 32, 16, 64, 48",
            "0, true, 32, 16, 64, 48", "90, true, 32, 16, 64, 48", "180, true, 32, 16, 64, 48", "270, true, 32, 16, 64, 48"})
    void aPartIsThatOfTheImageBeforeItIsTurned(int rotation, boolean mirrored, int x, int y, int width, int height) throws Exception {
        byte[] image = image(160, 96);
        byte[] ours = bytes(encoder.transform(ByteBuffer.wrap(image), "jpeg",
                new LosslessTransform(new Region(x, y, width, height), rotation, mirrored)));
        byte[] part = jpegtran(image, List.of("-crop", width + "x" + height + "+" + x + "+" + y));
        byte[] turned = rotation == 0 ? part : jpegtran(part, List.of("-rotate", String.valueOf(rotation), "-perfect"));
        byte[] expected = mirrored ? jpegtran(turned, List.of("-flip", "horizontal", "-perfect")) : turned;
        assertArrayEquals(expected, jpegtran(ours, List.of()));
    }

    @Test
    void fourRotationsAreTheImage() throws Exception {
        byte[] image = image(160, 96);
        byte[] turned = image;
        for (int i = 0; i < 4; i++) {
            turned = bytes(encoder.transform(ByteBuffer.wrap(turned), "jpeg", new LosslessTransform(null, 90, false)));
        }
        assertArrayEquals(jpegtran(image, List.of()), jpegtran(turned, List.of()));
    }

    @Test
    void whatWouldLoseSomethingAtTheBordersIsNotDone() throws Exception {
        LosslessTransform quarter = new LosslessTransform(null, 90, false);
        assertNull(encoder.transform(ByteBuffer.wrap(image(161, 99)), "jpeg", quarter));
        assertNull(encoder.transform(ByteBuffer.wrap(image(160, 96)), "jpeg", new LosslessTransform(new Region(3, 0, 32, 32), 0, false)));
        assertNull(encoder.transform(ByteBuffer.wrap(image(160, 96)), "png", quarter));
        assertNull(encoder.transform(ByteBuffer.wrap(new byte[] {(byte) 0xff, (byte) 0xd8, 0, 0}), "jpeg",
                new LosslessTransform(null, 90, false)), "a damaged image");
    }

    @Test
    void rotationsAreQuarters() {
        assertThrows(IllegalArgumentException.class, () -> new LosslessTransform(null, 45, false));
    }
}
