package org.obscura.camera.v4l2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraDevice;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.support.v4l2.Ioctl;
import org.obscura.camera.support.v4l2.KernelException;

/** Cameras that the backend has registered are opened, also while they are in use or not released. */
@Tag("slow")
class V4l2DeviceTest extends V4l2BackendTestBase {
    private static final int BRIGHTNESS = 0x980900;

    /** Old drivers and those of capture cards list none: the size is the one that is set. */
    @Test
    void cameraThatListsNoSizes_hasTheOneThatIsSet() throws Exception {
        node("video0");
        camera.refusals.put(Ioctl.ENUM_FRAMESIZES, KernelException.ENOTTY);
        start();
        await("REGISTERED video0");
        CameraDevice device = context.getService(only());
        assertEquals(List.of(new Resolution(8, 4)), device.getResolutions());
        try (CameraStream stream = device.open(null)) {
            assertEquals(new Resolution(8, 4), stream.getResolution());
        }
    }

    @ParameterizedTest
    @EnumSource(value = Ioctl.class, names = {"S_FMT", "S_PARM", "REQBUFS", "STREAMON"})
    void cameraThatIsBusyForAMoment_opens(Ioctl request) throws Exception {
        node("video0");
        start();
        await("REGISTERED video0");
        camera.refusals.put(request, KernelException.EBUSY);
        camera.refusalsLeft = 3;
        context.getService(only()).open(null).close();
        assertEquals(0, camera.refusalsLeft, "refusals that were not met");
    }

    @Test
    void interrupt_endsTheTriesToOpenABusyCamera() throws Exception {
        node("video0");
        start();
        await("REGISTERED video0");
        CameraDevice device = context.getService(only());
        camera.refusals.put(Ioctl.S_FMT, KernelException.EBUSY);
        Thread opener = new Thread(() -> assertThrows(CameraException.class, () -> device.open(null)));
        opener.start();
        awaitOpenings("video0", 3);
        opener.interrupt();
        opener.join();
        long before = openings("video0");
        while (Thread.getAllStackTraces().keySet().stream().anyMatch(thread -> thread.getName().equals("obscura-v4l2-video0"))) {
            Thread.onSpinWait();
        }
        assertTrue(openings("video0") <= before + 1,
                before + " openings, then " + openings("video0"));
    }

    @Test
    void cameraThatStaysBusy_isRefused() throws Exception {
        node("video0");
        start("open.timeout", "60s"); // far more than the two seconds of its tries: else the limit of the opening may come first
        await("REGISTERED video0");
        camera.refusals.put(Ioctl.S_FMT, KernelException.EBUSY);
        CameraDevice device = context.getService(only());
        CameraException e = assertThrows(CameraException.class, () -> device.open(null));
        assertEquals(Reason.BUSY, e.getReason());
        assertTrue(e.getMessage().contains("in use by another program (S_FMT: "), e.getMessage());
    }

    @Test
    void cameraThatIsRegisteredAgain_waitsUntilItIsReleased() throws Exception {
        node("video0");
        start("open.timeout", "1s");
        await("REGISTERED video0");
        context.getService(only()).open(null);
        camera.heldRequest = Ioctl.STREAMOFF; // the kernel would refuse others as busy
        backend.modified(config("open.timeout", "1s", "warm.up", 1));
        await("UNREGISTERING video0");
        await("REGISTERED video0");
        CameraDevice again = context.getService(only());
        CameraException e = assertThrows(CameraException.class, () -> again.open(null));
        assertEquals(Reason.BUSY, e.getReason());
        assertTrue(e.getMessage().contains("is not released yet"), e.getMessage());
        camera.release();
        backend.modified(config());
        await("UNREGISTERING video0");
        await("REGISTERED video0");
        context.getService(only()).open(null).close();
    }

    @Test
    void whatIsNotDoneWithControls_isLoggedWithTheCamera() throws Exception {
        camera.values.put(BRIGHTNESS, 50L);
        node("video0");
        start();
        await("REGISTERED video0");
        try (CameraStream stream = context.getService(only()).open(null)) {
            stream.apply(Map.of("image.brightness", 60.0));
            camera.setByOther(BRIGHTNESS, 20);
            stream.apply(Map.of("image.brightness", 60.0));
        }
        assertEquals(List.of("warn Fake camera (" + dev.resolve("video0")
                + "): Another program has changed image.brightness to 20; it is left so once the camera is closed"),
                logged.stream().filter(line -> line.startsWith("warn")).toList());
    }
}
