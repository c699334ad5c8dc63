package org.obscura.camera.webcam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obscura.camera.spi.CameraBackend.BackendState;
import org.obscura.camera.spi.CameraDevice;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;

/** What becomes of a stream when the real natives, or the cameras under them, fail. */
@Tag("slow")
class NativeFaultsTest extends NativeRigTestBase {
    @Test
    void anUnpluggedCameraIsDisconnectedAndWorksWhenItIsBack() throws Exception {
        CameraDevice camera = rig.startWith("video0", "");
        try (CameraStream stream = camera.open(Rig.VGA)) {
            stream.nextFrame(Rig.SOON).close();
            rig.unplug("video0");
            assertEquals(Reason.DISCONNECTED, Rig.failure(stream, Rig.SOON).getReason());
        }
        rig.awaitNone();
        rig.plug("video0", "");
        try (CameraStream stream = rig.awaitCamera("webcam:video0").open(Rig.VGA)) {
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
        // the first ones of that process, and perhaps how many there were in all
        long lines = rig.linesWith("error dequeuing buf");
        assertTrue(lines <= 21, lines + " lines");
    }

    @Test
    void theLastPictureIsNotDeliveredAgainWhenTheDeviceFails() throws Exception {
        aFaultEndsAs("enodev", Reason.FAILED);
    }

    private void aFaultEndsAs(String mood, Reason reason) throws Exception {
        CameraDevice camera = rig.startWith("video0", "");
        try (CameraStream stream = camera.open(Rig.VGA)) {
            stream.nextFrame(Rig.SOON).close();
            rig.mood("video0", mood);
            assertEquals(reason, Rig.failure(stream, reason == Reason.TIMEOUT ? Rig.SHORT : Rig.SOON).getReason());
        }
        rig.mood("video0", "");
        try (CameraStream stream = camera.open(Rig.VGA)) {
            stream.nextFrame(Rig.SOON).close();
        }
    }

    @Test
    void aBusyCameraSaysWhatToDo() throws Exception {
        CameraDevice camera = rig.startWith("video0", "busy");
        CameraException e = assertThrows(CameraException.class, () -> camera.open(Rig.VGA));
        assertTrue(e.getMessage().contains("Another program may be using it"), e.getMessage());
        assertEquals(BackendState.DEGRADED, rig.backend().getState());
        rig.mood("video0", "");
        camera.open(Rig.VGA).close();
        assertEquals(BackendState.OK, rig.backend().getState());
    }

    @Test
    void aCameraWithoutPermissionIsNamed() throws Exception {
        CameraDevice camera = rig.startWith("video0", "denied");
        CameraException e = assertThrows(CameraException.class, () -> camera.open(Rig.VGA));
        assertEquals(Reason.FAILED, e.getReason());
        assertTrue(e.getMessage().startsWith("No permission for /dev/video0: "), e.getMessage());
        assertEquals(e.getMessage(), rig.backend().getReason());
    }

    @Test
    void aFolderThatAllowsNoExecutionIsUnavailable() throws Exception {
        FakeV4l.need(FakeV4l.succeeds("unshare", "-m", "true"), "this user may not mount");
        String data = Files.createDirectories(rig.data).toString();
        rig.withJava(
                "exec unshare -m sh -c 'mount --bind \"$0\" \"$0\" && mount -o remount,bind,noexec \"$0\" && exec \"$@\"' '" + data + "'");
        rig.plug("video0", "");
        rig.start();
        rig.awaitReason("mounted noexec");
        assertEquals(BackendState.UNAVAILABLE, rig.backend().getState());
        assertTrue(rig.backend().getReason().contains(data), rig.backend().getReason());
    }

    @Test
    void aMissingSystemLibraryIsUnavailable() throws Exception {
        FakeV4l.need(FakeV4l.succeeds("unshare", "-m", "true"), "this user may not mount");
        String lib;
        try (Stream<Path> folders = Files.list(Path.of("/usr/lib"))) {
            lib = folders.filter(each -> Files.exists(each.resolve("libv4l2.so.0"))).findFirst().orElseThrow().toString();
        }
        String over = Files.createDirectories(folder.resolve("over")).toString();
        String script = "mount -t tmpfs none \"$1\" && mkdir \"$1/u\" \"$1/w\" && mount -t overlay "
                + "-o \"lowerdir=$0,upperdir=$1/u,workdir=$1/w\" none \"$0\""
                + " && rm \"$0/libv4l2.so.0\" && shift && exec \"$@\"";
        FakeV4l.need(FakeV4l.succeeds("unshare", "-m", "sh", "-c", script, lib, over, "true"), "this system has no overlay file system");
        rig.withJava("exec unshare -m sh -c '" + script + "' '" + lib + "' '" + over + "'");
        rig.plug("video0", "");
        rig.start();
        rig.awaitReason("libv4l2.so.0 is missing");
        assertTrue(rig.backend().getReason().contains("apt-get install libv4l-0"), rig.backend().getReason());
        assertEquals(BackendState.UNAVAILABLE, rig.backend().getState());
    }
}
