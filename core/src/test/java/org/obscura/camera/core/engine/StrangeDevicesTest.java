package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.obscura.camera.CaptureError;
import org.obscura.camera.spi.CameraException.Reason;

/** Promise 13: what a device throws, or never returns from, costs its request at most. */
class StrangeDevicesTest extends EngineTest {

    @Test
    void whateverADeviceThrowsFailsThatRequestAlone() throws Exception {
        HandDevice device = studio.plug("a");
        CameraService camera = studio.camera("front");
        List<HandDevice.Answer> answers = List.of(d -> {
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
        for (HandDevice.Answer answer : answers) {
            device.give(answer);
            studio.awaitFailed(camera.capture(), CaptureError.RESOURCE);
        }
        device.give(d -> {
            Thread.currentThread().interrupt();
            return d.frame(null);
        });
        studio.awaitSaved(camera.capture());
        device.free();
        studio.awaitSaved(camera.capture());
    }

    @Test
    void frameThatCannotBeClosedHarmsNothing() throws Exception {
        HandDevice device = studio.plug("a").free();
        device.frameCloseFailure = new IllegalStateException("will not close");
        CameraService camera = studio.camera("front");
        studio.awaitSaved(camera.capture());
        device.notFree();
        int cancelled = camera.capture();
        device.awaitAsked();
        device.awaitAsked();
        camera.cancelCapture(cancelled);
        device.giveFrame();
        device.giveFrame();
        studio.awaitSaved(camera.capture());
    }

    @Test
    void requestEndsAlthoughItsDeviceNeitherDeliversNorCloses() throws Exception {
        HandDevice device = new HandDevice("a");
        device.closeGate = Gate.shut();
        studio.plug(device, 0);
        CameraService camera = studio.camera("front", "frame.timeout", "0.01", "device.timeout", "0.01");
        studio.awaitFailed(camera.capture(), CaptureError.RESOURCE);
        device.closeGate.awaitArrival();
        int next = camera.capture();
        studio.awaitFailed(next, CaptureError.RESOURCE);
        device.free();
        camera.update(studio.settings("front")); // from now on nothing is late
        device.closeGate.letGo();
        studio.await(event -> "hand:a".equals(event.getProperty("device.id")) && event.getTopic().endsWith("DEVICE_CHANGED"), 2); // it is back
        studio.awaitSaved(camera.capture());
    }

    @Test
    void deafDeviceIsGivenUpAndTheNextRequestRunsOnAnother() throws Exception {
        HandDevice deaf = new HandDevice("deaf");
        deaf.deafToClose = true;
        studio.plug(deaf, 10);
        HandDevice other = studio.plug("other").free();
        CameraService camera = studio.camera("front", "frame.timeout", "0.01");
        int first = camera.capture();
        camera.update(studio.settings("front")); // only the first is to be late
        int second = camera.capture();
        assertTrue(studio.awaitFailed(first, CaptureError.RESOURCE).contains("did not answer"));
        studio.awaitSaved(second);
        assertEquals(1, other.opened.size());
        deaf.deafToClose = false;
        deaf.free(); // returns at last
        studio.await(event -> "hand:deaf".equals(event.getProperty("device.id")) && event.getTopic().endsWith("DEVICE_CHANGED"), 2);
        studio.awaitSaved(camera.capture());
        assertEquals(2, deaf.opened.size());
    }

    @Test
    void deafDeviceAloneFailsRequestsWithItsName() throws Exception {
        HandDevice deaf = new HandDevice("deaf");
        deaf.deafToClose = true;
        studio.plug(deaf, 0);
        CameraService camera = studio.camera("front", "frame.timeout", "0.01", "device.timeout", "0.05");
        studio.awaitFailed(camera.capture(), CaptureError.RESOURCE);
        assertTrue(studio.awaitFailed(camera.capture(), CaptureError.RESOURCE).contains("Hand deaf"));
        deaf.deafToClose = false;
    }

    @Test
    void deviceThatHangsWhileItSaysItsSizesStopsNoCaller() throws Exception {
        Gate gate = Gate.shut();
        HandDevice device = new HandDevice("a");
        device.resolutionsGate = gate;
        studio.plug(device, 10);
        studio.plug("b").free();
        CameraService camera = studio.camera("front");
        camera.setResolution(HandDevice.SMALL);
        int first = camera.capture();
        gate.awaitArrival();
        int second = camera.capture(); // would hang if the lock were held
        studio.awaitSaved(first);
        studio.awaitSaved(second);
        gate.letGo();
    }
}
