package org.obscura.camera.webcam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obscura.camera.ControlInfo;
import org.obscura.camera.ControlInfo.Trait;
import org.obscura.camera.spi.CameraDevice;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.spi.Frame;

/** Controls through the libv4l2 of the child process. The preloaded camera keeps their values in a file, in the order of its comment. */
@Tag("slow")
class NativeControlsTest extends NativeRigTestBase {
    private static final String FOUND = "50 1 4000 3";
    private static final String BRIGHTNESS = "image.brightness";

    private Path values() {
        return rig.cameras.resolve("controls-video0");
    }

    private CameraDevice start() throws Exception {
        set(FOUND);
        return rig.startWith("video0", "");
    }

    /** As another program does it: in one step. */
    private void set(String numbers) throws IOException {
        Path file = Files.writeString(folder.resolve("controls"), numbers);
        Files.move(file, values(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private String now() throws IOException {
        return Files.readString(values()).strip();
    }

    /** Checks the values once they are restored: by the process that ended or, if a loaded machine gave it no time, by the next. */
    private void assertRestored(String expected, CameraDevice camera) throws Exception {
        if (rig.linesWith("ended before it had restored the controls") > 0) {
            camera.open(Rig.VGA).close();
        }
        assertEquals(expected, now());
    }

    private static ControlInfo control(List<ControlInfo> controls, String key) {
        return controls.stream().filter(each -> each.key().equals(key)).findFirst().orElseThrow();
    }

    /** The brightness that the camera exposed the frame with. */
    private static int exposedWith(Frame frame) {
        return Rig.red(frame, 8, 0);
    }

    @Test
    void controlsAreListedWithRangesWithoutOpening() throws Exception {
        List<ControlInfo> controls = start().getControls();
        assertEquals(List.of("exposure.mode", BRIGHTNESS, "white-balance.mode", "white-balance.temperature"),
                controls.stream().map(ControlInfo::key).sorted().toList());
        ControlInfo brightness = control(controls, BRIGHTNESS);
        assertEquals(List.of(0.0, 255.0, 1.0, 128.0),
                List.of(brightness.min(), brightness.max(), brightness.step(), brightness.defaultValue()));
        assertEquals(List.of("manual", "auto"), control(controls, "exposure.mode").choices());
        assertTrue(control(controls, "white-balance.temperature").traits().contains(Trait.INACTIVE));
    }

    @Test
    void aCameraWithoutControlsHasNoneAndRefusesThem() throws Exception {
        CameraDevice camera = rig.startWith("video0", "");
        assertEquals(List.of(), camera.getControls());
        try (CameraStream stream = camera.open(Rig.VGA)) {
            assertEquals(List.of(), stream.getControls());
            assertEquals(Reason.NOT_SUPPORTED, refused(stream, Map.of(BRIGHTNESS, 60.0)).getReason());
            stream.nextFrame(Rig.SOON).close();
        }
    }

    @Test
    void aFrameIsExposedWithTheControlsOfItsSetAndSaysSo() throws Exception {
        CameraDevice camera = start();
        try (CameraStream stream = camera.open(Rig.VGA)) {
            for (int brightness : new int[] {60, 200, 7}) {
                stream.apply(Map.of(BRIGHTNESS, (double) brightness));
                try (Frame frame = stream.nextFrame(Rig.SOON)) {
                    assertEquals(brightness, exposedWith(frame));
                    assertEquals((double) brightness, frame.getControls().get(BRIGHTNESS));
                }
                assertEquals((double) brightness, control(stream.getControls(), BRIGHTNESS).value());
            }
            stream.apply(Map.of("white-balance.mode", "manual", "white-balance.temperature", 5600));
            assertEquals("50 0 5600 3", now(), "a mode is set before the value that it rules, and what the set does not have is as found");
            try (Frame frame = stream.nextFrame(Rig.SOON)) {
                assertEquals(50, exposedWith(frame));
                assertEquals(5600, frame.getControls().get("white-balance.temperature"));
            }
            stream.apply(Map.of(BRIGHTNESS, 61.0));
        }
        assertRestored(FOUND, camera);
    }

    @Test
    void wrongValuesAreRefusedAndTheStreamGoesOn() throws Exception {
        try (CameraStream stream = start().open(Rig.VGA)) {
            assertTrue(refused(stream, Map.of(BRIGHTNESS, 256.0)).getMessage().contains("0 to 255"));
            assertTrue(refused(stream, Map.of("white-balance.temperature", 5600)).getMessage().contains("white-balance.mode=manual"));
            assertTrue(refused(stream, Map.of("zoom", 2.0)).getMessage().contains("zoom"));
            stream.nextFrame(Rig.SOON).close();
        }
        assertEquals(FOUND, now());
    }

    private static CameraException refused(CameraStream stream, Map<String, Object> set) {
        CameraException e = assertThrows(CameraException.class, () -> stream.apply(set));
        assertEquals(Reason.NOT_SUPPORTED, e.getReason(), e.getMessage());
        return e;
    }

    @Test
    void whatAnotherProgramChangesIsReportedAndLeftWhenTheStreamIsClosed() throws Exception {
        CameraDevice camera = start();
        try (CameraStream stream = camera.open(Rig.VGA)) {
            stream.apply(Map.of(BRIGHTNESS, 60.0));
            stream.nextFrame(Rig.SOON).close();
            set("77 1 4000 3");
            try (Frame frame = stream.nextFrame(Rig.SOON)) {
                assertEquals(60, exposedWith(frame), "the request has its own value nevertheless");
            }
            assertEquals(1, rig.linesWith("Another program has changed image.brightness to 77"));
        }
        assertRestored("77 1 4000 3", camera);
    }

    @Test
    void whatAnotherProgramChangesAtTheEndIsLeft() throws Exception {
        CameraDevice camera = start();
        CameraStream stream = camera.open(Rig.VGA);
        stream.apply(Map.of(BRIGHTNESS, 60.0, "white-balance.mode", "manual"));
        set("77 0 4000 3");
        stream.close();
        assertRestored("77 1 4000 3", camera);
    }

    @Test
    void controlsAreRestoredAlthoughTheNativesHang() throws Exception {
        CameraDevice camera = start();
        CameraStream stream = camera.open(Rig.VGA);
        stream.apply(Map.of(BRIGHTNESS, 60.0));
        stream.nextFrame(Rig.SOON).close();
        rig.mood("video0", "stall");
        CountDownLatch waits = new CountDownLatch(1);
        CompletableFuture<CameraException> failure = CompletableFuture.supplyAsync(() -> {
            waits.countDown();
            return Rig.failure(stream, Rig.SOON);
        });
        waits.await();
        stream.close();
        assertEquals(Reason.DISCONNECTED, failure.get(Rig.SOON.toSeconds(), TimeUnit.SECONDS).getReason());
        rig.mood("video0", "");
        assertRestored(FOUND, camera);
    }

    @Test
    void controlsAreRestoredAfterATimeout() throws Exception {
        CameraDevice camera = start();
        try (CameraStream stream = camera.open(Rig.VGA)) {
            stream.apply(Map.of(BRIGHTNESS, 60.0));
            rig.mood("video0", "stall");
            assertEquals(Reason.TIMEOUT, Rig.failure(stream, Duration.ofMillis(300)).getReason());
        }
        rig.mood("video0", "");
        assertRestored(FOUND, camera);
    }

    /** A process that is killed restores nothing, so the next does. */
    @Test
    void controlsThatAKilledProcessLeavesAreRestoredByTheNext() throws Exception {
        CameraDevice camera = start();
        try (CameraStream stream = camera.open(Rig.VGA)) {
            stream.apply(Map.of(BRIGHTNESS, 60.0));
            stream.nextFrame(Rig.SOON).close();
            long pid = ((WebcamStream) stream).pid();
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            Rig.awaitEnd(pid);
        }
        assertEquals("60 1 4000 3", now());
        camera.open(Rig.VGA).close();
        assertEquals(FOUND, now());
    }

    @Test
    void whatAnotherProgramChangesAfterAProcessWasKilledIsLeft() throws Exception {
        CameraDevice camera = start();
        try (CameraStream stream = camera.open(Rig.VGA)) {
            stream.apply(Map.of(BRIGHTNESS, 60.0, "white-balance.mode", "manual"));
            long pid = ((WebcamStream) stream).pid();
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            Rig.awaitEnd(pid);
        }
        set("77 0 4000 3");
        camera.open(Rig.VGA).close();
        assertEquals("77 1 4000 3", now());
        assertEquals(1, rig.linesWith("Another program has changed image.brightness before it could be restored"));
    }

    @Test
    void controlsStayIfTheConfigurationSaysSo() throws Exception {
        rig.with("controls.restore", false);
        try (CameraStream stream = start().open(Rig.VGA)) {
            stream.apply(Map.of(BRIGHTNESS, 60.0));
        }
        assertEquals("60 1 4000 3", now());
    }
}
