package org.obscura.camera.webcam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraBackend.BackendState;
import org.obscura.camera.spi.CameraDevice;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.spi.Frame;

/** The library's real natives, over a preloaded stand-in for the kernel's cameras: src/test/native/fakev4l.c. */
@Timeout(120)
class NativeGrabberTest {
    private static final Resolution VGA = new Resolution(640, 480);
    private static final Resolution HD = new Resolution(1280, 720);
    private static final Duration SHORT = Duration.ofMillis(1_500);
    static final Path LIBRARY = Path.of("target/native/libfakev4l.so").toAbsolutePath();

    @TempDir
    private Path folder;
    private Rig rig;

    @BeforeAll
    static void compile() throws Exception {
        Files.createDirectories(LIBRARY.getParent());
        need(System.getProperty("os.name").equals("Linux") && Platform.unsupported().isEmpty(), "the natives do not run on this machine");
        need(succeeds("gcc", "-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-Wl,-soname,libv4l2.so.0", "-o", LIBRARY.toString(),
            "src/test/native/fakev4l.c", "-ldl", "-lpthread"), "there is no gcc with libc6-dev and linux-libc-dev");
        need(succeeds("sh", "-c", "/sbin/ldconfig -p | grep -q libv4l2.so.0"), "there is no libv4l2 (Debian: libv4l-0)");
    }

    private static void need(boolean condition, String otherwise) {
        if (!condition) {
            System.out.println("The tests over the real natives are left out: " + otherwise);
        }
        Assumptions.assumeTrue(condition, otherwise);
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @BeforeEach
    void cameras() throws Exception {
        rig = Rig.ofNatives(folder, LIBRARY);
    }

    @AfterEach
    void nothingIsLeft() {
        if (rig != null) {
            rig.close();
        }
    }

    private CameraDevice plugged(String mood) throws Exception {
        rig.plug("video0", mood);
        rig.start();
        return rig.awaitCamera("webcam:video0");
    }

    private static CameraException failure(CameraStream stream) {
        return assertThrows(CameraException.class, () -> stream.nextFrame(SHORT));
    }

    @Test
    void camerasComeAndGoWithTheirNodes() throws Exception {
        rig.start();
        rig.plug("video0", "");
        assertEquals("Fake V4L2 camera 0", rig.awaitCamera("webcam:video0").getInfo().displayName());
        rig.plug("video3", "");
        rig.awaitCamera("webcam:video3");
        rig.unplug("video0");
        rig.unplug("video3");
        rig.awaitNone();
        assertEquals(BackendState.OK, rig.backend().getState());
    }

    @Test
    void aNodeThatTakesNoPicturesIsNoCamera() throws Exception {
        rig.plug("video0", "output");
        rig.plug("video1", "metadata");
        rig.plug("video2", "");
        rig.start();
        rig.awaitOk();
        assertEquals(List.of("webcam:video2"), rig.ids());
        assertEquals("", rig.backend().getReason());
    }

    @Test
    void framesHaveTheWantedSizeAndTheRightColours() throws Exception {
        CameraDevice camera = plugged("");
        for (Resolution size : new Resolution[] { VGA, HD, new Resolution(1920, 1080) }) {
            try (CameraStream stream = camera.open(size); Frame frame = stream.nextFrame(Rig.SOON)) {
                assertEquals(size, frame.getResolution());
                assertEquals(size.width() * size.height() * 3, frame.getData().remaining());
                assertEquals(100, Rig.red(frame, 100, 200));
                assertEquals(200, Rig.green(frame, 100, 200));
                assertEquals(size.width() - 1 & 255, Rig.red(frame, size.width() - 1, size.height() - 1));
                assertEquals(Rig.blue(frame, 0, 0), Rig.blue(frame, size.width() - 1, size.height() - 1));
            }
        }
    }

    @Test
    void withoutAWishItIsHd() throws Exception {
        try (CameraStream stream = plugged("").open(null)) {
            assertEquals(HD, stream.getResolution());
        }
    }

    @Test
    void aSizeThatTheCameraDoesNotHaveIsNotSupported() throws Exception {
        CameraDevice camera = plugged("");
        CameraException e = assertThrows(CameraException.class, () -> camera.open(new Resolution(641, 481)));
        assertEquals(Reason.NOT_SUPPORTED, e.getReason());
        assertTrue(e.getMessage().contains("641x481") && e.getMessage().contains("640x480"), e.getMessage());
        camera.open(VGA).close();
    }

    @Test
    void noFrameIsRepeatedOrOld() throws Exception {
        try (CameraStream stream = plugged("").open(VGA)) {
            Set<Long> seen = new HashSet<>();
            long sequence = -1;
            for (int i = 0; i < 200; i++) {
                long request = System.currentTimeMillis() * 1000;
                try (Frame frame = stream.nextFrame(Rig.SOON)) {
                    assertTrue(seen.add(Rig.began(frame)), "frame " + i + " came before");
                    assertTrue(Rig.began(frame) >= request, "frame " + i + " is " + (request - Rig.began(frame)) + " us too old");
                    assertTrue(frame.getSequence() > sequence);
                    sequence = frame.getSequence();
                }
            }
        }
    }

    @Test
    void framesThatWaitedInTheDriverAreNotDelivered() throws Exception {
        try (CameraStream stream = plugged("").open(VGA)) {
            stream.nextFrame(Rig.SOON).close();
            for (int i = 0; i < 3; i++) {
                // as long as it takes the driver, which gives no sign, to fill all of its buffers
                long filled = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(300);
                while (System.nanoTime() < filled) {
                    Thread.onSpinWait();
                }
                long request = System.currentTimeMillis() * 1000;
                try (Frame frame = stream.nextFrame(Rig.SOON)) {
                    assertTrue(Rig.began(frame) >= request, (request - Rig.began(frame)) + " us too old");
                }
            }
        }
    }

    @Test
    void anUnpluggedCameraIsDisconnectedAndWorksWhenItIsBack() throws Exception {
        CameraDevice camera = plugged("");
        try (CameraStream stream = camera.open(VGA)) {
            stream.nextFrame(Rig.SOON).close();
            rig.unplug("video0");
            assertEquals(Reason.DISCONNECTED, failure(stream).getReason());
        }
        rig.awaitNone();
        rig.plug("video0", "");
        try (CameraStream stream = rig.awaitCamera("webcam:video0").open(VGA)) {
            stream.nextFrame(Rig.SOON).close();
        }
    }

    @Test
    void aStalledCameraIsATimeoutAndOpensAnew() throws Exception {
        aFaultEndsAs("stall", Reason.TIMEOUT);
    }

    @Test
    void anEndlessLoopInTheNativesIsATimeoutAndOpensAnew() throws Exception {
        aFaultEndsAs("eio", Reason.TIMEOUT);
    }

    @Test
    void aFloodOfTheNativesIsATimeoutAndNotLogged() throws Exception {
        aFaultEndsAs("noisy", Reason.TIMEOUT);
        assertTrue(rig.logged.size() < 150, rig.logged.size() + " lines");
    }

    @Test
    void theLastPictureIsNotDeliveredAgainWhenTheDeviceFails() throws Exception {
        aFaultEndsAs("enodev", Reason.FAILED);
    }

    private void aFaultEndsAs(String mood, Reason reason) throws Exception {
        CameraDevice camera = plugged("");
        try (CameraStream stream = camera.open(VGA)) {
            stream.nextFrame(Rig.SOON).close();
            rig.mood("video0", mood);
            assertEquals(reason, failure(stream).getReason());
        }
        rig.mood("video0", "");
        try (CameraStream stream = camera.open(VGA)) {
            stream.nextFrame(Rig.SOON).close();
        }
    }

    @Test
    void aBusyCameraSaysWhatToDo() throws Exception {
        CameraDevice camera = plugged("busy");
        CameraException e = assertThrows(CameraException.class, () -> camera.open(VGA));
        assertTrue(e.getMessage().contains("Another program may be using it"), e.getMessage());
        assertEquals(BackendState.DEGRADED, rig.backend().getState());
        rig.mood("video0", "");
        camera.open(VGA).close();
        assertEquals(BackendState.OK, rig.backend().getState());
    }

    @Test
    void aCameraWithoutPermissionNamesTheGroup() throws Exception {
        CameraDevice camera = plugged("denied");
        CameraException e = assertThrows(CameraException.class, () -> camera.open(VGA));
        assertEquals(Reason.FAILED, e.getReason());
        assertTrue(e.getMessage().contains("usermod -aG video"), e.getMessage());
        assertEquals(e.getMessage(), rig.backend().getReason());
    }

    @Test
    void whatTheNativesPrintDoesNotDisturbTheProtocol() throws Exception {
        try (CameraStream stream = plugged("chatty").open(VGA)) {
            stream.nextFrame(Rig.SOON).close();
        }
    }

    @Test
    void aCameraOpensAgainAndAgain() throws Exception {
        CameraDevice camera = plugged("");
        for (int i = 0; i < 5; i++) {
            try (CameraStream stream = camera.open(VGA)) {
                stream.nextFrame(Rig.SOON).close();
            }
            assertTrue(rig.leftovers().isEmpty(), rig.leftovers().toString());
        }
    }

    @Test
    void aFolderThatAllowsNoExecutionIsUnavailable() throws Exception {
        need(succeeds("unshare", "-m", "true"), "this user may not mount");
        String data = Files.createDirectories(rig.data).toString();
        rig.withJava("unshare -m sh -c 'mount --bind \"$0\" \"$0\" && mount -o remount,bind,noexec \"$0\" && exec \"$@\"' '" + data + "'");
        rig.plug("video0", "");
        rig.start();
        rig.awaitReason("mounted noexec");
        assertEquals(BackendState.UNAVAILABLE, rig.backend().getState());
        assertTrue(rig.backend().getReason().contains(data), rig.backend().getReason());
    }

    @Test
    void aMissingSystemLibraryIsUnavailable() throws Exception {
        need(succeeds("unshare", "-m", "true"), "this user may not mount");
        String lib = Files.list(Path.of("/usr/lib")).map(p -> p.resolve("libv4l2.so.0")).filter(Files::exists).findFirst().orElseThrow()
            .getParent().toString();
        String over = Files.createDirectories(folder.resolve("over")).toString();
        String script = "mount -t tmpfs none \"$1\" && mkdir \"$1/u\" \"$1/w\" && mount -t overlay -o \"lowerdir=$0,upperdir=$1/u,workdir=$1/w\" none \"$0\""
            + " && rm \"$0/libv4l2.so.0\" && shift && exec \"$@\"";
        need(succeeds("unshare", "-m", "sh", "-c", script, lib, over, "true"), "this system has no overlay file system");
        rig.withJava("exec unshare -m sh -c '" + script + "' '" + lib + "' '" + over + "'");
        rig.plug("video0", "");
        rig.start();
        rig.awaitReason("libv4l2.so.0 is missing");
        assertTrue(rig.backend().getReason().contains("apt-get install libv4l-0"), rig.backend().getReason());
        assertEquals(BackendState.UNAVAILABLE, rig.backend().getState());
    }

    @Test
    void twoCamerasDeliverAtOnce() throws Exception {
        CameraDevice first = plugged("");
        rig.plug("video1", "");
        CameraDevice second = rig.awaitCamera("webcam:video1");
        try (CameraStream a = first.open(VGA); CameraStream b = second.open(HD)) {
            for (int i = 0; i < 5; i++) {
                try (Frame left = a.nextFrame(Rig.SOON); Frame right = b.nextFrame(Rig.SOON)) {
                    assertEquals(VGA, left.getResolution());
                    assertEquals(HD, right.getResolution());
                }
            }
        }
        assertFalse(rig.ids().isEmpty());
    }
}
