package org.obscura.camera.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.PixelFormat;
import org.obscura.camera.support.credentials.RefusedPassword;

/** Programs that behave and that do not; none is left over. */
@EnabledOnOs(value = {OS.LINUX, OS.MAC}, disabledReason = "the programs are scripts of sh")
@Tag("slow")
class CommandTest {
    @TempDir
    private Path folder;
    private Path image;

    @BeforeEach
    void makeImages() throws IOException {
        image = write("image.jpg", 64, 48);
    }

    private Path write(String name, int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR), "jpeg", out);
        return Files.write(folder.resolve(name), out.toByteArray());
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        for (List<ProcessHandle> left = TestDevice.children(); !left.isEmpty(); left = TestDevice.children()) {
            left.get(0).onExit().get(TestDevice.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
        assertEquals(List.of(), TestDevice.children());
    }

    private ProcessDevice script(String script, Object... pairs) throws IOException {
        return script(RefusedPassword.inMemory(), script, pairs);
    }

    private ProcessDevice script(RefusedPassword password, String script, Object... pairs) throws IOException {
        Path file = Files.writeString(folder.resolve("camera.sh"), script.replace("IMAGE", image.toString()));
        Object[] all = new Object[pairs.length + 2];
        all[0] = "command";
        all[1] = "sh \"" + file + '"' + (List.of(pairs).contains("resolutions") ? " {width} {height}" : "");
        System.arraycopy(pairs, 0, all, 2, pairs.length);
        return TestDevice.of(password, all);
    }

    @Test
    void readsJpegImages() throws Exception {
        try (CameraStream stream = script("echo noise; while :; do cat IMAGE; sleep 0.05; done").open(null)) {
            assertEquals(new Resolution(64, 48), stream.getResolution());
            try (Frame first = TestDevice.frame(stream); Frame second = TestDevice.frame(stream)) {
                assertEquals(PixelFormat.JPEG, first.getPixelFormat());
                assertTrue(second.getSequence() > first.getSequence());
            }
        }
    }

    @Test
    void readsNetpbmImagesInTheSizeAskedFor() throws Exception {
        ProcessDevice device = script(
                "while :; do printf 'P6\\n# camera\\n%d %d\\n255\\n' $1 $2; head -c $(($1 * $2 * 3)) /dev/zero; sleep 0.05; done",
                "resolutions", "32x16,64x48");
        assertEquals(2, device.getResolutions().size());
        for (Resolution size : device.getResolutions()) {
            try (CameraStream stream = device.open(size); Frame frame = TestDevice.frame(stream)) {
                assertEquals(size, frame.getResolution());
                assertEquals(PixelFormat.RGB24, frame.getPixelFormat());
                assertEquals(size.width() * size.height() * 3, frame.getData().remaining());
            }
        }
        assertEquals(Reason.NOT_SUPPORTED, assertThrows(CameraException.class, () -> device.open(new Resolution(1, 1))).getReason());
    }

    @Test
    void readsFramesWithoutHeader() throws Exception {
        ProcessDevice device = script("while :; do head -c $(($1 * $2)) /dev/zero; sleep 0.05; done", "resolutions", "32x16",
                "pixel.format", "gray8");
        try (CameraStream stream = device.open(null); Frame frame = TestDevice.frame(stream)) {
            assertEquals(PixelFormat.GRAY8, frame.getPixelFormat());
            assertEquals(32 * 16, frame.getData().remaining());
        }
    }

    @Test
    void startsForEachImage() throws Exception {
        ProcessDevice device = script("echo x >> " + folder.resolve("starts") + "; cat IMAGE", "run", "each-image");
        try (CameraStream stream = device.open(null)) {
            TestDevice.frame(stream).close();
            TestDevice.frame(stream).close();
        }
        assertEquals(3, Files.readAllLines(folder.resolve("starts")).size());
    }

    @Test
    void saysHowTheProgramEnded() throws Exception {
        ProcessDevice device = script("echo the lens is dirty >&2; exit 3");
        CameraException e = assertThrows(CameraException.class, () -> device.open(null));
        assertEquals(Reason.FAILED, e.getReason());
        assertTrue(e.getMessage().contains("the program ended with code 3; it printed: the lens is dirty"), e.getMessage());
    }

    @Test
    void programThatEndsLaterIsDisconnected() throws Exception {
        try (CameraStream stream = script("cat IMAGE; read line; sleep 0.2").open(null)) {
            CameraException e = assertThrows(CameraException.class, () -> TestDevice.frame(stream));
            assertEquals(Reason.DISCONNECTED, e.getReason());
            assertTrue(e.getMessage().contains("ended with code 0. If it writes one image and ends, set run = each-image"), e.getMessage());
        }
    }

    @Test
    void programThatWritesNothingIsKilledInTime() throws Exception {
        ProcessDevice device = script("sleep 600", "start.timeout", "500ms");
        CameraException e = assertThrows(CameraException.class, () -> device.open(null));
        assertEquals(Reason.TIMEOUT, e.getReason(), e.getMessage());
        ProcessDevice each = script("sleep 600", "start.timeout", "500ms", "run", "each-image");
        assertEquals(Reason.TIMEOUT, assertThrows(CameraException.class, () -> each.open(null)).getReason());
    }

    @Test
    void programThatStopsWritingTimesOutAndIsKilled() throws Exception {
        try (CameraStream stream = script("cat IMAGE; sleep 600").open(null)) {
            CameraException e = assertThrows(CameraException.class, () -> stream.nextFrame(Duration.ofMillis(300)));
            // a stream counts as lost where a loaded machine held the test for seconds
            assertTrue(e.getReason() == Reason.TIMEOUT || e.getMessage().contains("has sent nothing for"), e.getMessage());
        }
    }

    @Test
    void programThatWritesNoImageIsToldFromOneThatEnds() throws Exception {
        ProcessDevice device = script("printf 'P6\\n9999999 9999999\\n255\\n'; sleep 600");
        CameraException e = assertThrows(CameraException.class, () -> device.open(null));
        assertTrue(e.getMessage().contains("9999999x9999999"), e.getMessage());
    }

    @Test
    void lastImageOfAProgramThatGivesUpIsNotUsed() throws Exception {
        Path last = write("last.jpg", 32, 24);
        Path taken = folder.resolve("taken");
        // as ffmpeg does: after a pause it writes what it still has, and ends
        String script = "until [ -e " + taken + " ]; do cat IMAGE; sleep 0.05; done; sleep 3; exec cat " + last;
        try (CameraStream stream = script(script).open(null)) {
            for (int i = 0; i < 8; i++) {
                TestDevice.frame(stream).close(); // which tells the pace
            }
            Files.createFile(taken);
            assertEquals(Reason.DISCONNECTED, assertThrows(CameraException.class, () -> {
                while (true) {
                    try (Frame frame = TestDevice.frame(stream)) {
                        assertEquals(new Resolution(64, 48), frame.getResolution(), "the image after the pause was used");
                    }
                }
            }).getReason());
        }
    }

    @Test
    void closingEndsAWaitingCall() throws Exception {
        CameraStream stream = script("cat IMAGE; sleep 600").open(null);
        CompletableFuture<CameraException> ended = new CompletableFuture<>();
        Thread waiting = new Thread(() -> ended.complete(assertThrows(CameraException.class, () -> TestDevice.frame(stream))));
        waiting.start();
        while (waiting.getState() != Thread.State.TIMED_WAITING && !ended.isDone()) {
            Thread.onSpinWait();
        }
        stream.close();
        assertEquals(Reason.DISCONNECTED, ended.get(60, TimeUnit.SECONDS).getReason());
    }

    @Test
    void missingProgramIsNamedWithItsPackage() {
        assertEquals("", TestDevice.of("command", "sh -c true").findObstacle());
        assertTrue(TestDevice.of("preset", "rpicam").findObstacle().contains("Install it (Debian: apt install rpicam-apps)"));
        assertTrue(TestDevice.of("command", "/missing/camera").findObstacle().contains("There is no program /missing/camera"));
    }

    @Test
    void credentialsReachACommandByItsEnvironmentAlone() throws Exception {
        ProcessDevice device = script("echo user $OBSCURA_USERNAME password $OBSCURA_PASSWORD >&2; exit 1", "username", "anna", ".password",
                "s3cr$t");
        CameraException e = assertThrows(CameraException.class, () -> device.open(null));
        assertTrue(e.getMessage().contains("user anna password ***"), e.getMessage());
        assertFalse(TestDevice.LOG.toString().contains("s3cr$t"), "the log holds the password");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            textBlock = """
                    echo hello            | the program ended with code 0. Its standard output begins with the text "hello"; expected there: JPEG, or Netpbm P5 or P6 ('pixel.format'
                    true                  | the program ended with code 0. It wrote nothing to its standard output; expected there: JPEG
                    exit 3                | the program ended with code 3. It wrote nothing to its standard output
                    echo dirty lens >&2   | the program ended with code 0; it printed: dirty lens. It wrote nothing to its standard output
                    printf '\\211PNG\\r\\n' | Its standard output begins with a PNG image; expected there: JPEG
                    head -c 100 IMAGE     | Its standard output begins with a JPEG image that is not whole
                    printf 'P3\\n1 1\\n255\\n0 0 0\\n' | does not begin with P5 or P6, as Netpbm images of 8 bits do. Its standard output begins with the text "P3
                    printf 'key=%s' "$OBSCURA_PASSWORD" | begins with the text "key=***"
                    printf '\\033[2Jx'     | begins with the text "\\u001b[2Jx"
                    cat /missing/picture  | No such file or directory. Check 'command'
                    """)
    void saysWhatCameInPlaceOfAnImage(String script, String clause) throws Exception {
        for (String run : List.of("continuous", "each-image")) {
            ProcessDevice device = script(script, "run", run, "username", "anna", ".password", "s3cr$t");
            CameraException e = assertThrows(CameraException.class, () -> device.open(null));
            assertEquals(Reason.FAILED, e.getReason(), e.getMessage());
            assertTrue(e.getMessage().contains(clause), e.getMessage());
            assertFalse(e.getMessage().contains("s3cr$t"), e.getMessage());
        }
    }

    @Test
    void saysWhichFramesWithoutHeaderAreExpected() throws Exception {
        ProcessDevice device = script("echo hello", "resolutions", "32x16", "pixel.format", "gray8");
        String message = assertThrows(CameraException.class, () -> device.open(null)).getMessage();
        assertTrue(message.contains("begins with the text \"hello\"; expected there: frames of 32x16 in gray8, 512 bytes each"), message);
    }

    @Test
    void saysWhatAProgramThatRunsOnWritesInPlaceOfImages() throws Exception {
        for (String run : List.of("continuous", "each-image")) {
            ProcessDevice device = script("echo waiting for trigger; sleep 600", "start.timeout", "2s", "run", run);
            CameraException e = assertThrows(CameraException.class, () -> device.open(null));
            while (e.getMessage().contains("It wrote nothing")) { // a loaded machine did not let it write in time
                e = assertThrows(CameraException.class, () -> device.open(null));
            }
            assertEquals(Reason.TIMEOUT, e.getReason(), e.getMessage());
            assertTrue(e.getMessage().contains("within 2s. Its standard output begins with the text \"waiting for trigger\""),
                    e.getMessage());
        }
    }

    @Test
    void programThatCannotBeRunIsNamedWithWhatToDo() throws Exception {
        Path file = Files.writeString(folder.resolve("cam.sh"), "#!/bin/sh\ncat " + image + "\n");
        assertObstacle("The file " + file + " may not be run by the user " + System.getProperty("user.name")
                + "; if it is a program: chmod +x " + file, file);
        file.toFile().setExecutable(true);
        assertEquals("", Programs.obstacle(file.toString(), ""));
        assertEquals("", Programs.obstacle("cam.sh", "", "/missing:" + folder));
        Files.writeString(file, "#!/missing/pyth\u001bon3 -u\n");
        assertObstacle("The first line of " + file + " names the interpreter '/missing/pyth\\u001bon3', which is not installed; install "
                + "it, or correct that line", file);
        Files.writeString(file, "#!/bin/sh\r\ncat x\r\n");
        assertObstacle("The first line of " + file + " ends as lines of Windows do, which no interpreter is named like; convert the file: "
                + "sed -i 's/\\r$//' " + file, file);
        assertObstacle(folder + " is a folder, not a program; correct 'executable' or 'command'", folder);
        assertTrue(Programs.obstacle("./missing/cam", "").startsWith("There is no program ./missing/cam in /"));
        file.toFile().setExecutable(false);
        assertTrue(Programs.obstacle("cam.sh", "", "/missing:" + folder).startsWith("The file " + file + " may not be run"));
    }

    /** The device says the same where the program has become unusable after it was checked. */
    private static void assertObstacle(String sentence, Path file) {
        ProcessDevice device = TestDevice.of("command", '"' + file.toString() + '"');
        assertEquals(sentence, device.findObstacle());
        CameraException e = assertThrows(CameraException.class, () -> device.open(null));
        assertTrue(e.getMessage().endsWith(sentence), e.getMessage());
    }

    /** The system runs it by the shell. */
    @Test
    void scriptWithoutInterpreterLineRuns() throws Exception {
        Path file = Files.writeString(folder.resolve("cam.sh"), "cat " + image + "\nsleep 600\n");
        file.toFile().setExecutable(true);
        ProcessDevice device = TestDevice.of("command", '"' + file.toString() + '"');
        assertEquals("", device.findObstacle());
        device.open(null).close();
        Files.writeString(file, "import camera\n");
        CameraException e = assertThrows(CameraException.class, () -> device.open(null));
        assertTrue(e.getMessage().contains("; it printed: ") && e.getMessage().endsWith(". " + file + " has no interpreter line, so "
                + "/bin/sh ran it; if it is for another one, begin it with a line such as #!/usr/bin/env python3, or name the interpreter "
                + "in 'command'"), e.getMessage());
    }

    /** The password may be changed on the camera while its stream is open. */
    @Test
    void passwordThatIsRefusedWithinAStreamIsSentOnce() throws Exception {
        Path started = folder.resolve("started");
        ProcessDevice device = script("echo >> " + started + "; [ $(wc -l < " + started + ") -gt 1 ] || exec cat IMAGE\n"
                + "echo 401 Unauthorized >&2; exit 1", "run", "each-image", "username", "anna", ".password", "old");
        try (CameraStream stream = device.open(null)) {
            String message = assertThrows(CameraException.class, () -> TestDevice.frame(stream)).getMessage();
            assertTrue(message.contains("It is not sent again until it, the user name or the command line changes"), message);
        }
        assertThrows(CameraException.class, () -> device.open(null));
        assertEquals(2, Files.readAllLines(started).size(), "the program was started again");
    }

    @Test
    void passwordThatIsRefusedIsRememberedByTheNextProgram(@TempDir Path state) throws Exception {
        Object[] pairs = {"username", "anna", ".password", "wrong"};
        String script = "echo x >> " + folder.resolve("starts") + "; echo 401 Unauthorized >&2; exit 1";
        String message = "";
        for (int i = 0; i < 5; i++) {
            ProcessDevice device = script(TestDevice.password(state, pairs), script, pairs);
            message = assertThrows(CameraException.class, () -> device.open(null)).getMessage();
            assertTrue(message.contains("has refused the user name or the password"), message);
        }
        assertEquals(1, Files.readAllLines(folder.resolve("starts")).size());
        Files.delete(Path.of(message.replaceFirst(".*; to send the same ones again, delete ", "")));
        ProcessDevice again = script(TestDevice.password(state, pairs), script, pairs);
        assertThrows(CameraException.class, () -> again.open(null));
        assertEquals(2, Files.readAllLines(folder.resolve("starts")).size());
    }
}
