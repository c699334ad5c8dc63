package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.obscura.camera.Camera.Status;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.CaptureError;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;

/** Devices come and go, and cameras change, under running requests. */
class SwapTest extends EngineTest {

    @Test
    void deviceOfHigherRankingTakesOverBetweenTwoExposures() throws Exception {
        HandDevice poor = studio.plug("poor");
        CameraService camera = studio.camera("front");
        int first = camera.capture();
        poor.awaitAsked();
        HandDevice good = studio.plug(new HandDevice("good").free(), 100);
        studio.await(event -> "hand:good".equals(event.getProperty(CameraEvents.DEVICE_ID)));
        int second = camera.capture();
        poor.giveFrame();
        assertEquals("hand:poor", deviceOf(first));
        assertEquals("hand:good", deviceOf(second));
        assertEquals(0, poor.openStreams.get());
        studio.unplug(good);
        poor.free();
        assertEquals("hand:poor", deviceOf(camera.capture()));
    }

    @Test
    void requestWhoseDeviceIsLostDuringTheExposureIsExposedOnTheNext() throws Exception {
        HandDevice lost = studio.plug("lost");
        CameraService camera = studio.camera("front");
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.add(camera.capture());
        }
        lost.awaitAsked();
        studio.unplug(lost);
        studio.await(event -> "".equals(event.getProperty(CameraEvents.DEVICE_ID)));
        studio.await(event -> "WAITING".equals(event.getProperty(CameraEvents.STATUS)));
        assertEquals(Status.WAITING, camera.getStatus());
        studio.plug("next").free();
        for (int id : ids) {
            assertEquals("hand:next", deviceOf(id));
            studio.awaitSaved(id);
        }
        assertEquals(ids, requests(studio.events("IMAGE_SAVED")));
        assertEquals(3, studio.events("IMAGE_EXPOSED").size());
    }

    @Test
    void requestOfADeafDeviceThatIsUnpluggedIsExposedOnTheNext() throws Exception {
        HandDevice deaf = studio.plug("deaf");
        deaf.deafToClose = true;
        CameraService camera = studio.camera("front");
        int id = camera.capture();
        deaf.awaitAsked();
        studio.unplug(deaf);
        studio.plug("next").free();
        assertEquals("hand:next", deviceOf(id));
        deaf.deafToClose = false;
    }

    @Test
    void requestIsExposedOnTheNextWhenItsDeviceIsUnpluggedWhileItHangsInOpen() throws Exception {
        HandDevice hangs = new HandDevice("hangs");
        hangs.openGate = Gate.shut();
        studio.plug(hangs, 0);
        CameraService camera = studio.camera("front");
        int id = camera.capture();
        hangs.openGate.awaitArrival();
        studio.unplug(hangs);
        studio.plug("next").free();
        assertEquals("hand:next", deviceOf(id));
        hangs.openGate.letGo();
    }

    @Test
    void deviceThatSaysItIsGoneWhileItIsStillThereIsAskedAgain() throws Exception {
        HandDevice device = studio.plug("a");
        CameraService camera = studio.camera("front");
        int id = camera.capture();
        device.giveFailure(Reason.DISCONNECTED, "loose contact");
        device.giveFrame();
        studio.awaitSaved(id);
        assertEquals(2, device.opened.size());
    }

    @Test
    void deviceThatStaysGoneWhileItIsStillThereFailsAfterTheDeviceTimeout() throws Exception {
        HandDevice device = studio.plug("a");
        device.openFailure = new CameraException(Reason.DISCONNECTED, "unplugged, says the driver");
        CameraService camera = studio.camera("front", "device.timeout", "0.3");
        assertTrue(studio.awaitFailed(camera.capture(), CaptureError.RESOURCE).contains("unplugged, says the driver"));
        device.openFailure = null;
        device.free();
        studio.awaitSaved(camera.capture());
    }

    @Test
    void changedTargetMovesTheCameraToAnotherDevice() throws Exception {
        HandDevice a = studio.plug(new HandDevice("a").free(), 10);
        studio.plug("b").free();
        CameraService camera = studio.camera("front");
        assertEquals("hand:a", deviceOf(camera.capture()));
        camera.update(studio.settings("front", "device.target", "(camera.device.id=hand:b)"));
        assertEquals("hand:b", camera.getDevice().orElseThrow().id());
        assertEquals("hand:b", deviceOf(camera.capture()));
        assertEquals(0, a.openStreams.get());
        camera.update(studio.settings("front", "device.target", "(camera.device.id=hand:c)"));
        assertEquals(Status.WAITING, camera.getStatus());
        int waits = camera.capture();
        studio.plug("c").free();
        assertEquals("hand:c", deviceOf(waits));
    }

    @Test
    void changedSettingsOfEveryKindLoseNoRequest() throws Exception {
        HandDevice device = studio.plug("a");
        CameraService camera = studio.camera("front");
        List<Integer> ids = new ArrayList<>(List.of(camera.capture()));
        device.awaitAsked();
        Object[][] changes = {{"device.target", "(camera.backend=hand)"}, {"autostart", false}, {"directory", folder.resolve("new").toString()},
            {"allowed.directories", folder.toString()}, {"format", "png"}, {"quality", 10}, {"existing", "rename"}, {"sync", true},
            {"queue.capacity", 1}, {"device.timeout", 20}, {"open.timeout", 20}, {"frame.timeout", 4}, {"idle.timeout", 0}, {"previews", 1}};
        for (Object[] change : changes) {
            camera.update(studio.settings("front", change));
            if (!change[0].equals("queue.capacity")) {
                ids.add(camera.capture());
            }
        }
        camera.update(studio.settings("front", "queue.capacity", 1));
        studio.awaitFailed(camera.capture(), CaptureError.RESOURCE);
        device.free();
        for (int id : ids) {
            studio.awaitSaved(id);
        }
        assertEquals(List.of("IMG_00000001.jpg"), names(folder.resolve("new")));
        assertEquals(1, names().stream().filter(name -> name.endsWith(".png")).count());
    }

    @Test
    void stopLetsTheRunningCaptureEndAndFailsTheQueuedOnes() throws Exception {
        HandDevice device = studio.plug("a");
        CameraService camera = studio.camera("front");
        int running = camera.capture();
        int queued = camera.capture();
        device.awaitAsked();
        device.closeGate = Gate.shut();
        camera.stop();
        assertEquals(Status.INACTIVE, camera.getStatus());
        studio.awaitFailed(queued, CaptureError.NOT_READY);
        studio.awaitFailed(camera.capture(), CaptureError.NOT_READY);
        device.giveFrame();
        studio.awaitSaved(running);
        device.closeGate.awaitArrival(); // the device is released
        device.closeGate.letGo();
        camera.start();
        device.free();
        studio.awaitSaved(camera.capture());
    }

    @Test
    void requestWhoseDeviceIsLostAfterStopFailsNotReady() throws Exception {
        HandDevice device = studio.plug("a");
        CameraService camera = studio.camera("front");
        int id = camera.capture();
        device.awaitAsked();
        camera.stop();
        studio.unplug(device);
        studio.awaitFailed(id, CaptureError.NOT_READY);
    }

    @Test
    void resolutionChangedWhileACaptureRunsIsForTheNext() throws Exception {
        HandDevice device = studio.plug("a");
        CameraService camera = studio.camera("front");
        int first = camera.capture();
        device.awaitAsked();
        camera.setResolution(HandDevice.SMALL);
        int second = camera.capture();
        int third = camera.capture();
        device.free();
        assertEquals(HandDevice.LARGE.width(), width(first));
        assertEquals(HandDevice.SMALL.width(), width(second));
        assertEquals(HandDevice.SMALL.width(), width(third));
        assertEquals(List.of(HandDevice.ANY, HandDevice.SMALL), device.opened);
        assertEquals(List.of("16x8"), studio.events(event -> "resolution".equals(event.getProperty(CameraEvents.PROPERTY))).stream()
                .map(event -> event.getProperty(CameraEvents.VALUE)).toList());
    }

    @Test
    void closingACameraEndsTheExposureThatRuns() throws Exception {
        HandDevice device = studio.plug("a");
        CameraService camera = studio.camera("front", "frame.timeout", 1000);
        int id = camera.capture();
        device.awaitAsked();
        camera.close(Duration.ofSeconds(1000));
        studio.awaitFailed(id, CaptureError.NOT_READY);
        assertEquals(0, device.openStreams.get());
    }

    private String deviceOf(int request) throws Exception {
        return (String) studio.await("IMAGE_EXPOSED", request).getProperty(CameraEvents.DEVICE_ID);
    }

    private int width(int request) throws Exception {
        return javax.imageio.ImageIO.read(studio.awaitSaved(request).toFile()).getWidth();
    }
}
