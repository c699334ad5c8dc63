package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.obscura.camera.Camera.Status;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.CaptureError;
import org.obscura.camera.ControlInfo;
import org.obscura.camera.ControlKeys;

/** What ends a wait for a frame also ends one that has not begun yet: it happens between the controls of a request and its exposure. */
class LateWaitTest extends EngineTestBase {
    private interface Cause {
        void happen() throws Exception;
    }

    private ManualDevice device;
    private CameraService camera;

    @BeforeEach
    void openCamera() {
        device = new ManualDevice("a");
        device.controls = List.of(ControlInfo.range(ControlKeys.IMAGE_BRIGHTNESS, ControlInfo.Kind.NUMBER, "Brightness", 0, 255, ""));
        context.plug(device, 0);
        camera = context.camera("front", "controls", "image.brightness=999"); // a warning when they are applied
    }

    private int captureBut(Cause cause) {
        context.onWarning = warning -> {
            context.onWarning = further -> {};
            try {
                cause.happen();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        };
        return camera.capture();
    }

    @Test
    void cancelledRequest_needsNoFrame() throws Exception {
        int id = captureBut(() -> camera.cancelCapture());
        context.awaitFailed(id, CaptureError.CANCELLED);
        int next = camera.capture();
        device.awaitAsked();
        device.awaitAsked(); // without a frame for the first
        device.giveFrame();
        context.awaitSaved(next);
    }

    @Test
    void requestOfADeviceThatIsUnplugged_isExposedOnTheNext() throws Exception {
        context.plug("next").free();
        int id = captureBut(() -> {
            context.unplug(device);
            context.executors.schedule(Duration.ZERO, () -> {}).get(PATIENCE_SECONDS, TimeUnit.SECONDS); // the camera has seen it
        });
        assertEquals("hand:next", context.await("IMAGE_EXPOSED", id).getProperty(CameraEvents.DEVICE_ID));
    }

    @Test
    void removedCamera_isClosedAtOnce() throws Exception {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        int id = captureBut(() -> {
            new Thread(() -> {
                camera.close(Duration.ofDays(1));
                closed.complete(null);
            }).start();
            while (camera.getStatus() != Status.INACTIVE) {
                Thread.onSpinWait();
            }
            camera.getPendingCount(); // it waits for the thread of the camera now
        });
        closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        context.awaitFailed(id, CaptureError.NOT_READY);
        assertEquals(0, device.openStreams.get());
    }
}
