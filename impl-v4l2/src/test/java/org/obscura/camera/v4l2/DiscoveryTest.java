package org.obscura.camera.v4l2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraBackend;
import org.obscura.camera.spi.CameraBackend.BackendState;
import org.obscura.camera.spi.CameraDevice;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.support.v4l2.Ioctl;
import org.obscura.camera.support.v4l2.KernelException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.log.Logger;

/** Cameras come, go and are taken over by another backend. */
@Tag("slow")
class DiscoveryTest extends V4l2BackendTestBase {
    private ServiceRegistration<CameraDevice> other(int ranking, String node) {
        CameraDevice device = (CameraDevice) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {CameraDevice.class},
                (proxy, method, args) -> null);
        return context.registerService(CameraDevice.class, device, new Hashtable<>(Map.of(CameraBackend.BACKEND, "webcam",
                Constants.SERVICE_RANKING, ranking, CameraDevice.DEVICE_NODES, new String[] {dev.resolve(node).toString()})));
    }

    @Test
    void camerasComeAndGoWithTheirNodes() throws Exception {
        node("video0");
        node("videos"); // no camera
        start();
        await("REGISTERED video0");
        ServiceReference<CameraDevice> device = only();
        assertEquals("v4l2:video0", device.getProperty(CameraDevice.DEVICE_ID));
        assertEquals("Fake camera", device.getProperty(CameraDevice.DEVICE_NAME));
        assertEquals(150, device.getProperty(Constants.SERVICE_RANKING));
        assertArrayEquals(new String[] {dev.resolve("video0").toString()}, (String[]) device.getProperty(CameraDevice.DEVICE_NODES));
        assertEquals(List.of(new Resolution(8, 4)), context.getService(device).getResolutions());
        node("video2");
        await("REGISTERED video2");
        Files.delete(dev.resolve("video0"));
        await("UNREGISTERING video0");
        assertEquals("v4l2:video2", only().getProperty(CameraDevice.DEVICE_ID));
        backend.stop();
        await("UNREGISTERING video2");
    }

    /** Shows a node as one of a USB camera, as the kernel does. */
    private void usb(String node, String port) throws Exception {
        Path plug = Files.createDirectories(folder.resolve("devices").resolve(port));
        Files.writeString(plug.resolve("idVendor"), "1234");
        Files.writeString(plug.resolve("idProduct"), "abcd");
        Files.writeString(plug.resolve("serial"), "0001");
        Files.createSymbolicLink(Files.createDirectories(folder.resolve("sysfs").resolve(node)).resolve("device"), plug);
        node(node);
    }

    private List<String> ids(String filter) throws Exception {
        return context.getServiceReferences(CameraDevice.class, filter).stream()
                .map(device -> (String) device.getProperty(CameraDevice.DEVICE_ID)).sorted().toList();
    }

    @Test
    void camerasWithOneSerialNumber_haveTheirPortsInTheirIds() throws Exception {
        usb("video0", "1-2");
        start("name.filter", "0001$"); // of the id without the port
        await("REGISTERED video0");
        assertEquals(List.of("v4l2:usb-1234-abcd-0001"), ids(null));
        CameraStream stream = context.getService(only()).open(null);
        usb("video2", "1-4");
        await("UNREGISTERING video0");
        await("REGISTERED video0");
        await("REGISTERED video2");
        List<String> both = List.of("v4l2:usb-1234-abcd-0001-port-1-2", "v4l2:usb-1234-abcd-0001-port-1-4");
        assertEquals(both, ids(null));
        assertEquals(both.subList(1, 2), ids("(camera.device.port=1-4)"));
        assertEquals(List.of("warn Camera v4l2:usb-1234-abcd-0001 has the id " + both.get(0) + " from now on: another camera has the same"
                + " serial number. A device.target that names it needs the new id, or better its port: (camera.device.port=1-2)"),
                logged.stream().filter(line -> line.startsWith("warn")).toList());
        assertEquals(Reason.DISCONNECTED, assertThrows(CameraException.class, () -> stream.nextFrame(Duration.ofSeconds(1))).getReason());

        Files.delete(folder.resolve("sysfs/video0/device"));
        Files.delete(dev.resolve("video0"));
        await("UNREGISTERING video0");
        backend.modified(config("name.filter", "0001$"));
        await("UNREGISTERING video2");
        await("REGISTERED video2");
        assertEquals(both.subList(1, 2), ids(null), "the id of the camera that stays");
    }

    @Test
    void nodeOfABackendOfHigherRankingIsTakenOverAndGivenBack() throws Exception {
        node("video0");
        start();
        await("REGISTERED video0");
        CameraStream stream = context.getService(only()).open(null);
        ServiceRegistration<CameraDevice> lower = other(149, "video0");
        ServiceRegistration<CameraDevice> higher = other(151, "video0");
        await("UNREGISTERING video0");
        assertThrows(CameraException.class, () -> stream.nextFrame(Duration.ofSeconds(1)));
        stream.close();
        higher.unregister();
        await("REGISTERED video0");
        lower.unregister();
        assertTrue(changes.isEmpty(), changes.toString());
    }

    @Test
    void nodeThatAnotherOffersAtTheStartIsNotOpened() throws Exception {
        node("video0");
        node("video1");
        ServiceRegistration<CameraDevice> webcam = other(200, "video0");
        start();
        await("REGISTERED video1");
        assertEquals("v4l2:video1", only().getProperty(CameraDevice.DEVICE_ID));
        webcam.unregister();
        await("REGISTERED video0");
    }

    @Test
    void configurationDecidesWhoOffersTheNode() throws Exception {
        node("video0");
        other(100, "video0");
        start();
        await("REGISTERED video0");
        backend.modified(config("ranking", 50));
        await("UNREGISTERING video0");
        backend.modified(config("ranking", 100)); // equal: webcam comes after v4l2
        await("REGISTERED video0");
        assertEquals(100, only().getProperty(Constants.SERVICE_RANKING));
    }

    @Test
    void changedConfiguration_isASearchFromTheMomentThatTheCamerasGo() throws Exception {
        node("video0");
        start();
        await("REGISTERED video0");
        awaitState(BackendState.OK); // the search is over
        List<BackendState> states = new CopyOnWriteArrayList<>();
        context.addServiceListener(event -> {
            if (event.getType() == ServiceEvent.UNREGISTERING) {
                states.add(backend.getState());
            }
        }, "(" + CameraBackend.BACKEND + "=" + V4l2Backend.NAME + ")");
        backend.modified(config());
        await("UNREGISTERING video0");
        await("REGISTERED video0");
        assertEquals(List.of(BackendState.SEARCHING), states);
    }

    @Test
    void nameFilterLeavesCamerasOut() throws Exception {
        node("video0");
        node("video1");
        start("name.filter", "video1$");
        await("REGISTERED video1");
        assertEquals(1, context.getServiceReferences(CameraDevice.class, null).size());
    }

    @Test
    void nodeThatCannotBeExaminedIsReportedAndExaminedAgain() throws Exception {
        node("video0");
        camera.refusals.put(Ioctl.QUERYCAP, KernelException.EIO);
        start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (backend.getState() != BackendState.DEGRADED && System.nanoTime() - end < 0) {
            Thread.sleep(10); // no event reports the change of a backend's state
        }
        assertTrue(backend.getReason().contains("video0 cannot be examined: QUERYCAP"), backend.getReason());
        camera.refusals.clear();
        await("REGISTERED video0");
        assertEquals(BackendState.OK, backend.getState());
        assertEquals(1, logged.stream().filter(line -> line.contains("cannot be examined")).count(), logged.toString());
    }

    @Test
    void nodeThatStaysUseless_isReportedOnce() throws Exception {
        node("video0");
        camera.refusals.put(Ioctl.QUERYCAP, KernelException.EIO);
        start();
        awaitOpenings("video0", 3);
        assertEquals(1, logged.stream().filter(line -> line.contains("cannot be examined")).count(), logged.toString());
        assertEquals(BackendState.DEGRADED, backend.getState());
    }

    /** Another node, which fails each time, shows that looks go on. */
    @Test
    void driverThatDoesNotReturn_holdsOneThread() throws Exception {
        node("video0");
        node("video1");
        camera.held = dev.resolve("video0").toString();
        camera.refusals.put(Ioctl.QUERYCAP, KernelException.EIO);
        start("open.timeout", "50ms");
        awaitOpenings("video1", 3);
        assertEquals(1, openings("video0"), "openings of the node that does not open");
        assertTrue(
                logged.contains("warn " + dev.resolve("video0") + " did not answer within 50ms (open.timeout); it is used once it answers."
                        + " If it does not within a minute, plug the camera in again"),
                logged.toString());
        camera.refusals.clear();
        camera.release();
        List<String> found = List.of(changes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), changes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
        assertTrue(found.containsAll(List.of("REGISTERED video0", "REGISTERED video1")), found.toString());
    }

    @Test
    void nodeThatIsBusyForAMoment_isNoFault() throws Exception {
        node("video0");
        camera.refusals.put(Ioctl.QUERYCAP, KernelException.EBUSY);
        camera.refusalsLeft = 3;
        start();
        await("REGISTERED video0");
        assertEquals(0, camera.refusalsLeft, "refusals that were not met");
        assertEquals(List.of(), logged.stream().filter(line -> line.startsWith("warn")).toList());
    }

    @Test
    void machineWithoutV4l2SaysWhy() {
        Set<Thread> before = threads(); // of another test, about to end
        List<String> levels = new ArrayList<>();
        backend = new V4l2Backend(context, config(), (Logger) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] {Logger.class}, (proxy, method, args) -> {
                    levels.add(method.getName());
                    return null;
                }), new V4l2Backend.Machine(dev, folder, () -> camera, "this is a toaster"));
        assertEquals(BackendState.UNSUPPORTED, backend.getState());
        assertEquals(List.of("info"), levels);
        assertEquals("this is a toaster", backend.getReason());
        assertTrue(before.containsAll(threads()), "a thread was started");
    }
}
