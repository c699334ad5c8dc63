package org.obscura.camera.webcam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraBackend.BackendState;
import org.obscura.camera.support.linux.CameraIds;
import org.obscura.camera.support.linux.Sysfs;
import org.obscura.camera.support.linux.VideoNodes;

class DeviceMatcherTest {
    @TempDir
    private Path folder;
    private Rig rig;

    @BeforeEach
    void rig() throws Exception {
        rig = new Rig(folder);
    }

    private DeviceMatcher census() {
        Sysfs sysfs = new Sysfs(rig.sysfs);
        return new DeviceMatcher(rig.settings(), sysfs, new CameraIds("webcam", sysfs), new VideoNodes(rig.cameras));
    }

    /** A plug of a maker who gives all cameras the same serial number. */
    private void cheap(String node, String port) throws Exception {
        Path plug = Files.createDirectories(folder.resolve("devices").resolve(port));
        Files.writeString(plug.resolve("idVendor"), "1234");
        Files.writeString(plug.resolve("idProduct"), "abcd");
        Files.writeString(plug.resolve("serial"), "0001");
        Path dir = Files.createDirectories(rig.sysfs.resolve(node));
        Files.createSymbolicLink(dir.resolve("device"), plug);
    }

    private static List<String> listed(String... nodes) {
        List<String> fields = new ArrayList<>();
        for (String node : nodes) {
            fields.addAll(List.of("/dev/" + node, "Camera " + node, ""));
        }
        return fields;
    }

    private static List<String> ids(DeviceMatcher.Result result) {
        return result.cameras().stream().map(c -> c.info().id()).collect(Collectors.toList());
    }

    @Test
    void identicalCamerasWithTheSameSerialNumberAreToldApart() throws Exception {
        cheap("video0", "1-2");
        cheap("video2", "1-4");
        Map<String, String> stamps = Map.of("video0", "a", "video2", "b");
        assertEquals(List.of("webcam:usb-1234-abcd-0001-port-1-2", "webcam:usb-1234-abcd-0001-port-1-4"),
                ids(census().match(listed("video0", "video2"), stamps, List.of())));
    }

    @Test
    void idsOfCamerasWithOneSerialNumberDoNotDependOnTheirOrder() throws Exception {
        DeviceMatcher matcher = census();
        cheap("video2", "1-4");
        List<FoundDevice> known = matcher.match(listed("video2"), Map.of("video2", "b"), List.of()).cameras();
        assertEquals("webcam:usb-1234-abcd-0001", known.get(0).info().id());
        cheap("video0", "1-2");
        DeviceMatcher.Result both = matcher.match(listed("video0", "video2"), Map.of("video0", "a", "video2", "b"), known);
        assertEquals(List.of("webcam:usb-1234-abcd-0001-port-1-2", "webcam:usb-1234-abcd-0001-port-1-4"), ids(both));
        assertEquals(List.of("1-2", "1-4"), both.cameras().stream().map(FoundDevice::port).toList());
        DeviceMatcher.Result again = matcher.match(listed("video0", "video2"), Map.of("video0", "a", "video2", "b"), both.cameras());
        assertSame(both.cameras().get(0), again.cameras().get(0));
    }

    @Test
    void devicesThatTheDriverCallsTheSameAreNumbered() {
        assertEquals(List.of("webcam:Cam-1", "webcam:Cam-1-2"), ids(new DeviceMatcher(rig.settings(), new Sysfs(rig.sysfs),
                new CameraIds("webcam", new Sysfs(rig.sysfs)), null)
                .match(List.of("Cam 1", "Cam", "", "Cam-1", "Cam", ""), Map.of(), List.of())));
    }

    @Test
    void theNameFilterChooses() {
        rig.with("name.filter", "video[12]$");
        assertEquals(List.of("webcam:video1", "webcam:video2"),
                ids(census().match(listed("video0", "video1", "video2"), Map.of(), List.of())));
    }

    @Test
    void aNodeBeyondTheLibrarysReachIsNamed() {
        DeviceMatcher.Result result = census().match(listed("video0"), Map.of("video0", "a", "video16", "b"), List.of());
        assertEquals(BackendState.DEGRADED, result.state());
        assertTrue(result.reason().contains("/dev/video16"), result.reason());
    }

    @Test
    void nodesWithoutPermissionAreNamedOnce() {
        DeviceMatcher.Result result = census().match(List.of(), Map.of("video0", "1 denied", "video1", "2 denied"), List.of());
        assertEquals(BackendState.UNAVAILABLE, result.state());
        assertTrue(result.reason().startsWith("No permission for /dev/video0, /dev/video1: "), result.reason());
    }

    @Test
    void aNodeThatIsNotListedBecauseItHasGoneSinceIsNoFault() {
        DeviceMatcher.Result result = census().match(List.of(), Map.of("video0", "1 usable"), List.of());
        assertEquals(new DeviceMatcher.Result(List.of(), 0, BackendState.OK, ""), result);
    }

    @Test
    void theSizeThatIsTakenWithoutAWishComesFirst() {
        List<String> listed = List.of("/dev/video0", "Camera", "640x480,1920x1080,1280x720,640x480,320x240");
        assertEquals(List.of(new Resolution(1280, 720), new Resolution(1920, 1080), new Resolution(640, 480), new Resolution(320, 240)),
                census().match(listed, Map.of(), List.of()).cameras().get(0).sizes());
    }
}
