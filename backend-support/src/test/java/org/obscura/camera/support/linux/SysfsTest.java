package org.obscura.camera.support.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SysfsTest {
    @TempDir
    private Path sys;

    private Identity identify(String node) {
        return new Sysfs(sys.resolve("class")).identify(node, "as the driver calls it");
    }

    private Path device(String path) throws IOException {
        return Files.createDirectories(sys.resolve("devices").resolve(path));
    }

    private static void write(Path dir, String file, String text) throws IOException {
        Files.writeString(dir.resolve(file), text + "\n");
    }

    private void node(String node, int index, String name, Path device) throws IOException {
        Path dir = Files.createDirectories(sys.resolve("class").resolve(node));
        write(dir, "name", name);
        write(dir, "index", Integer.toString(index));
        Files.createSymbolicLink(dir.resolve("device"), device);
    }

    /** A plug with one function of a camera, as the kernel shows it. */
    private Path usb(String port, String serial, String interfaceNumber) throws IOException {
        Path plug = device("usb1/" + port);
        write(plug, "idVendor", "046d");
        write(plug, "idProduct", "0825");
        write(plug, "manufacturer", "Logitech, Inc.");
        write(plug, "product", "Webcam C270");
        if (!serial.isEmpty()) {
            write(plug, "serial", serial);
        }
        Path function = device("usb1/" + port + "/" + port + ":1." + interfaceNumber);
        write(function, "bInterfaceNumber", interfaceNumber);
        return function;
    }

    @Test
    void aCameraWithASerialNumberIsTheSameInAnotherSocket() throws Exception {
        node("video0", 0, "C270 HD WEBCAM", usb("1-2", "8B2C41A0", "00"));
        node("video4", 0, "C270 HD WEBCAM", usb("1-3.4", "8B2C41A0", "00"));
        Identity one = identify("video0");
        assertEquals("usb-046d-0825-8B2C41A0", one.key());
        assertEquals("C270 HD WEBCAM", one.name());
        assertEquals("Logitech, Inc.", one.manufacturer());
        assertEquals("Webcam C270", one.model());
        assertEquals(one.key(), identify("video4").key());
        assertEquals("1-2", one.port());
        assertEquals("1-3.4", identify("video4").port());
    }

    @Test
    void identicalCamerasWithoutSerialNumberAreToldApartByTheirSockets() throws Exception {
        node("video0", 0, "C270", usb("1-2", "", "00"));
        node("video2", 0, "C270", usb("1-3.4", "", "00"));
        assertEquals("usb-046d-0825-port-1-2", identify("video0").key());
        assertEquals("usb-046d-0825-port-1-3.4", identify("video2").key());
    }

    private static List<String> ids(CameraIds ids, SysfsTest test, String... nodes) {
        return Arrays.stream(nodes).map(node -> ids.id(test.identify(node), node)).toList();
    }

    @Test
    void idsOfCamerasWithOneSerialNumber_doNotDependOnTheirOrder() throws Exception {
        CameraIds ids = new CameraIds("v4l2", new Sysfs(sys.resolve("class")));
        node("video0", 0, "C270", usb("1-2", "0001", "00"));
        node("video4", 0, "C270", usb("1-7", "other", "00"));
        ids.look();
        assertEquals(List.of("v4l2:usb-046d-0825-0001", "v4l2:usb-046d-0825-other"), ids(ids, this, "video0", "video4"));

        node("video2", 0, "C270", usb("1-3.4", "0001", "00"));
        ids.look();
        List<String> both = List.of("v4l2:usb-046d-0825-0001-port-1-2", "v4l2:usb-046d-0825-0001-port-1-3.4", "v4l2:usb-046d-0825-other");
        assertEquals(both, ids(ids, this, "video0", "video2", "video4"));
        CameraIds otherOrder = new CameraIds("v4l2", new Sysfs(sys.resolve("class")));
        otherOrder.look();
        assertEquals(both, ids(otherOrder, this, "video0", "video2", "video4"));

        Files.delete(sys.resolve("class/video2/device"));
        ids.look();
        assertEquals(both.get(0), ids(ids, this, "video0").get(0), "the name of the camera that stays");
    }

    @Test
    void nameThatTheDriverRepeats_isShownOnce() throws Exception {
        Path function = usb("1-2", "1", "00");
        node("video0", 0, "C270 HD WEBCAM: C270 HD WEBCAM", function);
        node("video2", 2, "Integrated_Webcam_HD: Integrate", function);
        node("video4", 4, "HP HD Camera: HP IR Camera", function);
        assertEquals("C270 HD WEBCAM", identify("video0").name());
        assertEquals("Integrated_Webcam_HD", identify("video2").name());
        assertEquals("HP HD Camera: HP IR Camera", identify("video4").name());
    }

    @Test
    void twoStreamsOfOneFunctionAreTwoCameras() throws Exception {
        Path function = usb("1-2", "1", "00");
        node("video0", 0, "C270", function);
        node("video2", 2, "C270", function);
        assertEquals("usb-046d-0825-1", identify("video0").key());
        assertEquals("usb-046d-0825-1-2", identify("video2").key());
    }

    @Test
    void twoFunctionsOfOnePlugAreTwoCameras() throws Exception {
        node("video0", 0, "Integrated colour", usb("1-2", "1", "00"));
        node("video2", 0, "Integrated infrared", usb("1-2", "1", "02"));
        assertEquals("usb-046d-0825-1", identify("video0").key());
        assertEquals("usb-046d-0825-1-if02", identify("video2").key());
    }

    @Test
    void aSecondInputOfACardIsACameraToo() throws Exception {
        Path card = device("pci0000:00/0000:00:1f.0");
        node("video0", 0, "card", card);
        node("video1", 1, "card", card);
        assertEquals("0000-00-1f.0", identify("video0").key());
        assertEquals("0000-00-1f.0-1", identify("video1").key());
    }

    @Test
    void withoutADeviceItIsTheNode() throws Exception {
        write(Files.createDirectories(sys.resolve("class/video7")), "name", "Loopback");
        assertEquals(new Identity("video7", "", "Loopback", "", ""), identify("video7"));
        assertEquals("as the driver calls it", identify("video8").name());
    }
}
