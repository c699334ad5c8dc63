package org.obscura.camera.webcam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.webcam.child.DriverException;
import org.obscura.camera.webcam.child.Protocol;

/** How long the answer of a camera's process may be. The process is a shell that prints an answer made before. */
@Timeout(600)
class CaptureProcessTest {
    private static final int LONGEST_MESSAGE = 600;

    @TempDir
    private Path folder;
    private CaptureProcess process;

    private CaptureProcess answering(List<String> fields) throws Exception {
        Path answer = Files.writeString(folder.resolve("answer"), Protocol.MARK + Protocol.line(fields) + "\n");
        Path run = Files.createDirectory(folder.resolve("run"));
        Process shell = new ProcessBuilder("sh", "-c", "read question; cat '" + answer + "'; read more").start();
        process = new CaptureProcess("shell", shell, run, new Rig(folder).log);
        return process;
    }

    @AfterEach
    void kill() {
        process.kill();
    }

    @Test
    void aListOfFiveThousandCamerasArrivesWhole() throws Exception {
        List<String> cameras = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            cameras.addAll(List.of("/dev/video" + i, "A camera with a name of usual length, number " + i,
                    "640x480,320x240,800x600,1280x720,1920x1080"));
        }
        List<String> answer = new ArrayList<>(List.of(Protocol.OK));
        answer.addAll(cameras);
        assertEquals(cameras, answering(answer).ask(Rig.SOON, Protocol.LIST));
    }

    @Test
    void anAnswerWithoutEndEndsTheProcess() throws Exception {
        CaptureProcess endless = answering(List.of(Protocol.OK, "x".repeat(2 << 20)));
        String message = assertThrows(CaptureProcess.ProcessExitedException.class, () -> endless.ask(Rig.SOON, Protocol.LIST)).getMessage();
        assertTrue(message.contains("answered with more than 1048576 bytes and was ended"), message);
        Rig.awaitEnd(endless.pid());
    }

    @Test
    void aLongMessageIsCutAndDoesNotActOnTheTerminal() throws Exception {
        String message = "no\u001b[2J\n" + "e".repeat(60_000);
        CaptureProcess failing = answering(List.of(Protocol.ERROR, DriverException.Kind.FAILED.name(), message));
        DriverException e = assertThrows(DriverException.class, () -> failing.ask(Rig.SOON, Protocol.LIST));
        assertEquals(DriverException.Kind.FAILED, e.kind());
        assertTrue(e.getMessage().matches("no\\\\u001b\\[2J\\\\ne+\\.\\.\\."), e.getMessage());
        assertTrue(e.getMessage().length() < LONGEST_MESSAGE, () -> e.getMessage().length() + " characters");
    }

    @Test
    void aShortMessageStays() throws Exception {
        CaptureProcess failing = answering(List.of(Protocol.ERROR, DriverException.Kind.GONE.name(), "the shutter is closed"));
        DriverException e = assertThrows(DriverException.class, () -> failing.ask(Rig.SOON, Protocol.LIST));
        assertEquals("the shutter is closed", e.getMessage());
        assertEquals(DriverException.Kind.GONE, e.kind());
    }
}
