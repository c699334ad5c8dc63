package org.obscura.camera.itest.v4l2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.obscura.camera.itest.v4l2.usb.UsbIpServer;

/** The runnable jar on arm64: a Debian guest of that architecture, on an emulated processor. */
class Arm64IT {
    private static final Path JOB = Path.of("target/arm64").toAbsolutePath();
    private static String output;

    @BeforeAll
    static void captureInTheGuest() throws Exception {
        for (String folder : new String[] {"server/org/obscura/camera/itest/v4l2/usb", "conf"}) {
            Files.createDirectories(JOB.resolve(folder));
        }
        for (String image : new String[] {"vivid.jpg", "usb.jpg"}) {
            Files.deleteIfExists(JOB.resolve(image));
        }
        UsbIpServer.main("draw", JOB.resolve("images").toString());
        copy(Path.of("target/test-classes/org/obscura/camera/itest/v4l2/usb"), JOB.resolve("server/org/obscura/camera/itest/v4l2/usb"));
        copy(Path.of("src/test/arm64/conf"), JOB.resolve("conf"));
        Files.write(JOB.resolve("capture.sh"), Files.readAllBytes(Path.of("src/test/arm64/capture.sh")));
        Files.write(JOB.resolve("obscura.jar"), Files.readAllBytes(Path.of(System.getProperty("obscura.jar"))));
        Process guest = new ProcessBuilder("vm/arm64", "run", JOB.toString(), "sh capture.sh").redirectErrorStream(true).start();
        output = new String(guest.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        System.out.println(output);
        assertEquals(0, guest.waitFor(), output);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.write(to.resolve(file.getFileName()), Files.readAllBytes(file));
            }
        }
    }

    @Test
    void theGuestIsOfThatArchitecture() {
        assertTrue(output.startsWith("aarch64"), output);
    }

    @Test
    void whatIsNotMadeForItIsNoError() {
        assertFalse(output.contains("ERROR") || output.contains("webcam"), output);
    }

    @Test
    void anImageOfVividIsSaved() throws IOException {
        assertEquals("640x480", ImageReading.read(JOB.resolve("vivid.jpg")).size());
    }

    @Test
    void anImageOfAUsbCameraIsSavedAsTheCameraSentIt() throws IOException {
        byte[] saved = Files.readAllBytes(JOB.resolve("usb.jpg"));
        String text = new String(saved, StandardCharsets.ISO_8859_1);
        int number = text.indexOf("camera=1-1 number=");
        assertTrue(number > 0, "the comment of the camera");
        int at = number + "camera=1-1 number=".length();
        long kind = Long.parseLong(text.substring(at, text.indexOf(' ', at))) % 4;
        assertArrayEquals(scan(Files.readAllBytes(JOB.resolve("images/640x480-" + kind + ".jpg"))), scan(saved));
    }

    /** What follows the head of a JPEG image. */
    private static byte[] scan(byte[] jpeg) {
        int at = 2;
        while ((jpeg[at + 1] & 0xff) != 0xda) {
            at += 2 + Short.toUnsignedInt(ByteBuffer.wrap(jpeg).getShort(at + 2));
        }
        return Arrays.copyOfRange(jpeg, at, jpeg.length);
    }
}
