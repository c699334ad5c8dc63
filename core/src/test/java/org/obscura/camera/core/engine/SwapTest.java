package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obscura.camera.Camera.Status;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.CaptureError;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;

/** Devices come and go, and cameras change, under running requests. */
class SwapTest extends EngineTestBase {

    @Test
    void deviceOfHigherRankingTakesOverBetweenTwoExposures() throws Exception {
        ManualDevice poor = context.plug("poor");
        CameraService camera = context.camera("front");
        int first = camera.capture();
        poor.awaitAsked();
        ManualDevice good = context.plug(new ManualDevice("good").free(), 100);
        context.await(event -> "hand:good".equals(event.getProperty(CameraEvents.DEVICE_ID)));
        int second = camera.capture();
        poor.giveFrame();
        assertEquals("hand:poor", deviceOf(first));
        assertEquals("hand:good", deviceOf(second));
        assertEquals(0, poor.openStreams.get());
        context.unplug(good);
        poor.free();
        assertEquals("hand:poor", deviceOf(camera.capture()));
    }

    @Test
    void requestWhoseDeviceIsLostDuringTheExposureIsExposedOnTheNext() throws Exception {
        ManualDevice lost = context.plug("lost");
        CameraService camera = context.camera("front");
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.add(camera.capture());
        }
        lost.awaitAsked();
        context.unplug(lost);
        context.await(event -> "".equals(event.getProperty(CameraEvents.DEVICE_ID)));
        context.await(event -> "WAITING".equals(event.getProperty(CameraEvents.STATUS)));
        assertEquals(Status.WAITING, camera.getStatus());
        context.plug("next").free();
        for (int id : ids) {
            assertEquals("hand:next", deviceOf(id));
            context.awaitSaved(id);
        }
        assertEquals(ids, requests(context.events("IMAGE_SAVED")));
        assertEquals(3, context.events("IMAGE_EXPOSED").size());
    }

    @Test
    @Tag("slow")
    void requestOfADeafDeviceThatIsUnpluggedIsExposedOnTheNext() throws Exception {
        ManualDevice deaf = context.plug("deaf");
        deaf.deafToClose = true;
        CameraService camera = context.camera("front");
        int id = camera.capture();
        deaf.awaitAsked();
        context.unplug(deaf);
        context.plug("next").free();
        assertEquals("hand:next", deviceOf(id));
        deaf.deafToClose = false;
    }

    @Test
    @Tag("slow")
    void requestIsExposedOnTheNextWhenItsDeviceIsUnpluggedWhileItHangsInOpen() throws Exception {
        ManualDevice hangs = new ManualDevice("hangs");
        hangs.openGate = Gate.shut();
        context.plug(hangs, 0);
        CameraService camera = context.camera("front");
        int id = camera.capture();
        hangs.openGate.awaitArrival();
        context.unplug(hangs);
        context.plug("next").free();
        assertEquals("hand:next", deviceOf(id));
        hangs.openGate.letGo();
    }

    @Test
    void aDeviceIsNotKeptAfterItsLossThoughThereIsNoOther() throws Exception {
        CameraService camera = context.camera("front", "device.timeout", 0.3);
        ReferenceQueue<ManualDevice> collected = new ReferenceQueue<>();
        WeakReference<ManualDevice> lost = useAndLose(camera, collected);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        do {
            assertTrue(System.nanoTime() < end, "camera " + camera.getId() + " keeps the lost device");
            System.gc();
        } while (collected.remove(20) != lost);
    }

    private WeakReference<ManualDevice> useAndLose(CameraService camera, ReferenceQueue<ManualDevice> collected) throws Exception {
        ManualDevice device = context.plug("a");
        int saved = camera.capture();
        device.giveFrame();
        context.awaitSaved(saved);
        int failed = camera.capture();
        device.giveFailure(Reason.DISCONNECTED, "unplugged");
        context.unplug(device);
        context.awaitFailed(failed, CaptureError.RESOURCE);
        context.forget(device);
        return new WeakReference<>(device, collected);
    }

    @Test
    void aDeviceThatTheFrameworkStopsIsNoLoss() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front");
        assertEquals("hand:a", camera.getDevice().orElseThrow().id());
        context.shuttingDown = true;
        context.unplug(device);
        context.await(event -> Status.WAITING.name().equals(event.getProperty(CameraEvents.STATUS)));
        assertEquals(List.of(), context.warnings);
    }

    @Test
    void aMessageOfADriverForgesNoLine() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front");
        device.giveFailure(Reason.FAILED, "no light\n2026-11-26 ERROR forged \u001b[2J");
        String message = context.awaitFailed(camera.capture(), CaptureError.RESOURCE);
        assertEquals("no light\\n2026-11-26 ERROR forged \\u001b[2J", message);
        assertEquals(message, camera.getErrorString());
        assertEquals(message, camera.getStatistics().lastFailure());
        assertEquals(List.of("Camera front, request 1: RESOURCE: " + message), context.warnings);
    }

    @Test
    void aNameOfADeviceForgesNoLine() throws Exception {
        ManualDevice evil = context.plug("a\n2026-11-26 ERROR b\u001b[2J");
        context.camera("front");
        context.await(event -> event.getTopic().equals(CameraEvents.TOPIC_DEVICE_CHANGED));
        context.unplug(evil);
        context.await(event -> Status.WAITING.name().equals(event.getProperty(CameraEvents.STATUS)));
        assertEquals(1, context.warnings.size());
        assertTrue(context.warnings.get(0).contains("a\\n2026-11-26 ERROR b\\u001b[2J"), context.warnings::toString);
        assertFalse(context.warnings.get(0).contains("\n"), context.warnings::toString);
    }

    @Test
    void deviceThatSaysItIsGoneWhileItIsStillThereIsAskedAgain() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front");
        int id = camera.capture();
        device.giveFailure(Reason.DISCONNECTED, "loose contact");
        device.giveFrame();
        context.awaitSaved(id);
        assertEquals(2, device.opened.size());
    }

    @Test
    void deviceThatStaysGoneWhileItIsStillThereFailsAfterTheDeviceTimeout() throws Exception {
        ManualDevice device = context.plug("a");
        device.openFailure = new CameraException(Reason.DISCONNECTED, "unplugged, says the driver");
        CameraService camera = context.camera("front", "device.timeout", "0.3");
        assertTrue(context.awaitFailed(camera.capture(), CaptureError.RESOURCE).contains("unplugged, says the driver"));
        device.openFailure = null;
        device.free();
        context.awaitSaved(camera.capture());
    }

    @Test
    void changedTargetMovesTheCameraToAnotherDevice() throws Exception {
        ManualDevice a = context.plug(new ManualDevice("a").free(), 10);
        context.plug("b").free();
        CameraService camera = context.camera("front");
        assertEquals("hand:a", deviceOf(camera.capture()));
        camera.update(context.settings("front", "device.target", "(camera.device.id=hand:b)"));
        assertEquals("hand:b", camera.getDevice().orElseThrow().id());
        assertEquals("hand:b", deviceOf(camera.capture()));
        assertEquals(0, a.openStreams.get());
        camera.update(context.settings("front", "device.target", "(camera.device.id=hand:c)"));
        assertEquals(Status.WAITING, camera.getStatus());
        int waits = camera.capture();
        context.plug("c").free();
        assertEquals("hand:c", deviceOf(waits));
    }

    @Test
    void changedSettingsOfEveryKindLoseNoRequest() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front");
        List<Integer> ids = new ArrayList<>(List.of(camera.capture()));
        device.awaitAsked();
        Object[][] changes = {{"device.target", "(camera.backend=hand)"}, {"autostart", false},
                {"directory", folder.resolve("new").toString()},
                {"allowed.directories", folder.toString()}, {"format", "png"}, {"quality", 10}, {"existing", "rename"}, {"sync", true},
                {"queue.capacity", 1}, {"device.timeout", 20}, {"open.timeout", 20}, {"frame.timeout", 4}, {"idle.timeout", 0},
                {"previews", 1}};
        for (Object[] change : changes) {
            camera.update(context.settings("front", change));
            if (!change[0].equals("queue.capacity")) {
                ids.add(camera.capture());
            }
        }
        camera.update(context.settings("front", "queue.capacity", 1));
        context.awaitFailed(camera.capture(), CaptureError.RESOURCE);
        device.free();
        for (int id : ids) {
            context.awaitSaved(id);
        }
        assertEquals(List.of("IMG_00000001.jpg"), names(folder.resolve("new")));
        assertEquals(1, names().stream().filter(name -> name.endsWith(".png")).count());
    }

    @Test
    void stopLetsTheRunningCaptureEndAndFailsTheQueuedOnes() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front");
        int running = camera.capture();
        int queued = camera.capture();
        device.awaitAsked();
        device.closeGate = Gate.shut();
        camera.stop();
        assertEquals(Status.INACTIVE, camera.getStatus());
        context.awaitFailed(queued, CaptureError.NOT_READY);
        context.awaitFailed(camera.capture(), CaptureError.NOT_READY);
        device.giveFrame();
        context.awaitSaved(running);
        device.closeGate.awaitArrival(); // the device is released
        device.closeGate.letGo();
        camera.start();
        device.free();
        context.awaitSaved(camera.capture());
    }

    @Test
    void requestWhoseDeviceIsLostAfterStopFailsNotReady() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front");
        int id = camera.capture();
        device.awaitAsked();
        camera.stop();
        context.unplug(device);
        context.awaitFailed(id, CaptureError.NOT_READY);
    }

    @Test
    void resolutionChangedWhileACaptureRunsIsForTheNext() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front");
        int first = camera.capture();
        device.awaitAsked();
        camera.setResolution(ManualDevice.SMALL);
        int second = camera.capture();
        int third = camera.capture();
        device.free();
        assertEquals(ManualDevice.LARGE.width(), width(first));
        assertEquals(ManualDevice.SMALL.width(), width(second));
        assertEquals(ManualDevice.SMALL.width(), width(third));
        assertEquals(List.of(ManualDevice.ANY, ManualDevice.SMALL), device.opened);
        assertEquals(List.of("16x8"), context.events(event -> "resolution".equals(event.getProperty(CameraEvents.PROPERTY))).stream()
                .map(event -> event.getProperty(CameraEvents.VALUE)).toList());
    }

    @Test
    void closingACameraEndsTheExposureThatRuns() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front", "frame.timeout", 1000);
        int id = camera.capture();
        device.awaitAsked();
        camera.close(Duration.ofSeconds(1000));
        context.awaitFailed(id, CaptureError.NOT_READY);
        assertEquals(0, device.openStreams.get());
    }

    private String deviceOf(int request) throws Exception {
        return (String) context.await("IMAGE_EXPOSED", request).getProperty(CameraEvents.DEVICE_ID);
    }

    private int width(int request) throws Exception {
        return javax.imageio.ImageIO.read(context.awaitSaved(request).toFile()).getWidth();
    }
}
