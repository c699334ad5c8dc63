package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;
import org.obscura.camera.Camera.Status;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.CaptureError;
import org.osgi.service.event.Event;

/** Promise 6: the queue, and what ready means. */
class QueueTest extends EngineTestBase {

    @Test
    void oneMoreThanTheCapacityFailsAtOnceAndTheOthersAreCarriedOut() throws Exception {
        CameraService camera = context.camera("front");
        for (int i = 0; i < 256; i++) {
            camera.capture();
        }
        assertEquals(256, camera.getPendingCount());
        int tooMany = camera.capture();
        assertEquals("The queue of camera front is full: 256 requests wait (queue.capacity); submit again when some have ended,"
                + " or all as one series with an interval, which takes one place", context.awaitFailed(tooMany, CaptureError.RESOURCE));
        assertEquals(CaptureError.RESOURCE, camera.getError());
        context.plug("a").free();
        context.await(event -> event.getTopic().equals(CameraEvents.TOPIC_IMAGE_SAVED), 256);
        assertEquals(0, camera.getPendingCount());
    }

    @Test
    void readyIsTrueWhenACaptureWouldBeTheNextAndEachChangeIsTold() throws Exception {
        CameraService camera = context.camera("front", "autostart", false);
        assertFalse(camera.isReady());
        camera.start();
        assertFalse(camera.isReady(), "without a device");
        ManualDevice device = context.plug("a");
        context.await(ready(true));
        assertTrue(camera.isReady());
        int id = camera.capture();
        assertFalse(camera.isReady());
        device.awaitAsked();
        assertFalse(camera.isReady(), "during the exposure");
        device.giveFrame();
        context.await(EngineFixture.is("IMAGE_EXPOSED", id));
        context.await(ready(true), 2);
        context.unplug(device);
        context.await(ready(false), 2);
        assertEquals(List.of(true, false, true, false), context.events(ready(true).or(ready(false))).stream()
                .map(event -> event.getProperty(CameraEvents.VALUE)).toList());
        context.awaitSaved(id);
    }

    @Test
    void statusAndDeviceAreToldAsTheyChange() throws Exception {
        CameraService camera = context.camera("front", "autostart", false);
        camera.start();
        assertEquals(Status.WAITING, camera.getStatus());
        ManualDevice device = new ManualDevice("a");
        device.openGate = Gate.shut();
        context.plug(device, 0);
        context.await(event -> "hand:a".equals(event.getProperty(CameraEvents.DEVICE_ID)));
        camera.capture();
        device.openGate.awaitArrival();
        assertEquals(Status.STARTING, camera.getStatus());
        assertEquals("hand:a", camera.getDevice().orElseThrow().id());
        assertEquals(List.of(ManualDevice.LARGE, ManualDevice.SMALL), camera.getSupportedResolutions());
        device.openGate.letGo();
        device.free();
        context.awaitSaved(1);
        camera.stop();
        assertEquals(Status.INACTIVE, camera.getStatus());
        assertTrue(camera.getDevice().isEmpty());
        context.awaitDispatched();
        assertEquals(List.of("WAITING", "ACTIVE", "STARTING", "ACTIVE", "INACTIVE"),
                context.events("STATUS_CHANGED").stream().map(event -> event.getProperty(CameraEvents.STATUS)).toList());
    }

    @Test
    void withoutADeviceARequestFailsAfterTheDeviceTimeout() throws Exception {
        CameraService camera = context.camera("front", "device.timeout", "0.05");
        assertTrue(context.awaitFailed(camera.capture(), CaptureError.RESOURCE).contains("device.timeout"));
        assertTrue(context.awaitFailed(camera.capture(), CaptureError.RESOURCE).contains("front"));
    }

    @Test
    void requestsThatWaitRunAsSoonAsADeviceComes() throws Exception {
        CameraService camera = context.camera("front");
        int id = camera.capture();
        assertEquals(Status.WAITING, camera.getStatus());
        context.plug("a").free();
        context.awaitSaved(id);
    }

    @Test
    void anIdleHolderLetsAnotherCameraHaveTheDevice() throws Exception {
        ManualDevice device = context.plug("a").free();
        CameraService front = context.camera("front", "idle.timeout", 0);
        CameraService back = context.camera("back", "idle.timeout", 0);
        for (int i = 1; i <= 3; i++) {
            context.await(saved("front", front.capture()));
            context.await(saved("back", back.capture()));
        }
        assertEquals(6, device.opened.size());
    }

    @Test
    void aBusyHolderIsNamedToACameraThatWaitsTooLong() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService front = context.camera("front");
        front.capture();
        device.awaitAsked();
        CameraService back = context.camera("back", "device.timeout", "0.05");
        back.capture();
        Event failed = context.await(event -> EngineFixture.isEnd(event) && "back".equals(event.getProperty(CameraEvents.CAMERA_ID)));
        assertEquals(CaptureError.RESOURCE.name(), failed.getProperty(CameraEvents.ERROR));
        String message = (String) failed.getProperty(CameraEvents.MESSAGE);
        assertTrue(message.contains("camera front") && message.contains("hand:a"), message);
        device.giveFrame();
        context.await(saved("front", 1));
    }

    @Test
    void theDeviceIsClosedWhenNothingWasAskedForTheIdleTimeout() throws Exception {
        ManualDevice device = context.plug("a").free();
        device.closeGate = Gate.shut();
        CameraService camera = context.camera("front", "idle.timeout", "0.01");
        context.awaitSaved(camera.capture());
        device.closeGate.awaitArrival();
        device.closeGate.letGo();
        context.awaitSaved(camera.capture());
    }

    @Test
    void theDeviceStaysOpenBetweenRequests() throws Exception {
        ManualDevice device = context.plug("a").free();
        CameraService camera = context.camera("front", "idle.timeout", 0);
        for (int i = 0; i < 5; i++) {
            context.awaitSaved(camera.capture());
        }
        assertEquals(1, device.opened.size());
        assertEquals(1, device.openStreams.get());
    }

    private static Predicate<Event> saved(String camera, int request) {
        return EngineFixture.is("IMAGE_SAVED", request).and(event -> camera.equals(event.getProperty(CameraEvents.CAMERA_ID)));
    }

    private static Predicate<Event> ready(boolean value) {
        return event -> "ready".equals(event.getProperty(CameraEvents.PROPERTY))
                && Boolean.valueOf(value).equals(event.getProperty(CameraEvents.VALUE));
    }
}
