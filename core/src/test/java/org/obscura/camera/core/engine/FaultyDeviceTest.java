package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obscura.camera.CaptureError;
import org.obscura.camera.core.image.ForwardingFrame;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.Frame;

/** Promise 13: what a device throws, or never returns from, costs its request at most. */
@Tag("slow")
class FaultyDeviceTest extends EngineTestBase {

    @Test
    void whateverADeviceThrowsFailsThatRequestAlone() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front");
        List<ManualDevice.Answer> answers = List.of(d -> {
            throw new IllegalStateException("odd");
        }, d -> {
            throw new NoClassDefFoundError("odd");
        }, d -> {
            throw new OutOfMemoryError("odd");
        }, d -> {
            throw new Error("odd");
        }, d -> null, d -> {
            Thread.currentThread().interrupt();
            throw new org.obscura.camera.spi.CameraException(Reason.FAILED, null);
        });
        for (ManualDevice.Answer answer : answers) {
            device.give(answer);
            context.awaitFailed(camera.capture(), CaptureError.RESOURCE);
        }
        device.give(d -> {
            Thread.currentThread().interrupt();
            return d.frame(null);
        });
        context.awaitSaved(camera.capture());
        device.free();
        context.awaitSaved(camera.capture());
    }

    @Test
    void frameWithoutATimeFailsThatRequestAlone() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front");
        device.give(d -> new FrameWithoutTime(d.frame(null)));
        String message = context.awaitFailed(camera.submit(options().inMemory().build()).getId(), CaptureError.FORMAT);
        assertTrue(message.contains("does not say when it was exposed"), message);
        device.free();
        context.awaitSaved(camera.capture());
    }

    @ParameterizedTest
    @CsvSource({"getControls, java.lang.IllegalStateException", "getStride, java.lang.StackOverflowError"})
    void aFrameThatCannotBeReadIsClosed(String method, Class<? extends Throwable> type) throws Exception {
        Throwable failure = type.getDeclaredConstructor().newInstance();
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front");
        device.give(d -> failing(d.frame(null), method, 1, failure));
        context.awaitFailed(camera.capture(), CaptureError.RESOURCE);
        device.free();
        context.awaitSaved(camera.capture()); // the fixture looks for frames that are not closed
    }

    @Test
    void aFrameThatIsNotValidStaysOneIfItCannotBeClosed() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front");
        device.frameCloseFailure = new IllegalStateException("will not close");
        device.give(d -> d.frame(new byte[1]));
        assertTrue(context.awaitFailed(camera.capture(), CaptureError.FORMAT).contains("not valid"));
    }

    private static final class FrameWithoutTime extends ForwardingFrame {
        FrameWithoutTime(Frame frame) {
            super(frame);
        }

        @Override
        public Instant getTimestamp() {
            return null;
        }

        @Override
        public void close() {
            frame.close();
        }
    }

    @Test
    void frameThatCannotBeClosedHarmsNothing() throws Exception {
        ManualDevice device = context.plug("a").free();
        device.frameCloseFailure = new IllegalStateException("will not close");
        CameraService camera = context.camera("front");
        context.awaitSaved(camera.capture());
        device.notFree();
        int cancelled = camera.capture();
        device.awaitAsked();
        device.awaitAsked();
        camera.cancelCapture(cancelled);
        device.giveFrame();
        device.giveFrame();
        context.awaitSaved(camera.capture());
    }

    @Test
    void requestEndsAlthoughItsDeviceNeitherDeliversNorCloses() throws Exception {
        ManualDevice device = new ManualDevice("a");
        device.closeGate = Gate.shut();
        context.plug(device, 0);
        CameraService camera = context.camera("front", "frame.timeout", "0.01", "device.timeout", "0.01");
        context.awaitFailed(camera.capture(), CaptureError.RESOURCE);
        device.closeGate.awaitArrival();
        int next = camera.capture();
        context.awaitFailed(next, CaptureError.RESOURCE);
        device.free();
        camera.update(context.settings("front")); // from now on nothing is late
        device.closeGate.letGo();
        // it is back
        context.await(event -> "hand:a".equals(event.getProperty("camera.device.id")) && event.getTopic().endsWith("DEVICE_CHANGED"), 2);
        context.awaitSaved(camera.capture());
    }

    @Test
    void deviceIsNotOpenedAgainBeforeItIsReleased() throws Exception {
        ManualDevice device = new ManualDevice("a");
        device.releaseGate = Gate.shut();
        context.plug(device, 0);
        CameraService camera = context.camera("front");
        context.onWarning = warning -> {
            if (warning.contains("did not answer")) {
                device.releaseGate.letGo();
            }
        };
        int cancelled = camera.capture();
        device.awaitAsked();
        camera.cancelCapture(cancelled);
        device.releaseGate.awaitArrival(); // another thread than that of the camera closes the stream
        int next = camera.capture();
        device.giveFrame();
        try {
            context.awaitSaved(next);
            assertEquals(2, device.opened.size());
        } finally {
            device.releaseGate.letGo();
        }
    }

    @Test
    void deafDeviceIsGivenUpAndTheNextRequestRunsOnAnother() throws Exception {
        ManualDevice deaf = new ManualDevice("deaf");
        deaf.deafToClose = true;
        context.plug(deaf, 10);
        ManualDevice other = context.plug("other").free();
        CameraService camera = context.camera("front", "frame.timeout", "0.01");
        int first = camera.capture();
        camera.update(context.settings("front")); // only the first is to be late
        int second = camera.capture();
        assertTrue(context.awaitFailed(first, CaptureError.RESOURCE).contains("did not answer"));
        context.awaitSaved(second);
        assertEquals(1, other.opened.size());
        deaf.deafToClose = false;
        deaf.free(); // returns at last
        context.await(event -> "hand:deaf".equals(event.getProperty("camera.device.id")) && event.getTopic().endsWith("DEVICE_CHANGED"), 2);
        context.awaitSaved(camera.capture());
        assertEquals(2, deaf.opened.size());
    }

    @Test
    void deafDeviceAloneFailsRequestsWithItsName() throws Exception {
        ManualDevice deaf = new ManualDevice("deaf");
        deaf.deafToClose = true;
        context.plug(deaf, 0);
        CameraService camera = context.camera("front", "frame.timeout", "0.01", "device.timeout", "0.05");
        context.awaitFailed(camera.capture(), CaptureError.RESOURCE);
        assertTrue(context.awaitFailed(camera.capture(), CaptureError.RESOURCE).contains("Hand deaf"));
        deaf.deafToClose = false;
    }

    @Test
    void deviceThatHangsWhileItSaysItsSizesStopsNoCaller() throws Exception {
        Gate gate = Gate.shut();
        ManualDevice device = new ManualDevice("a");
        device.resolutionsGate = gate;
        context.plug(device, 10);
        context.plug("b").free();
        CameraService camera = context.camera("front");
        camera.setResolution(ManualDevice.SMALL);
        int first = camera.capture();
        gate.awaitArrival();
        int second = camera.capture(); // would hang if the lock were held
        context.awaitSaved(first);
        context.awaitSaved(second);
        gate.letGo();
    }
}
