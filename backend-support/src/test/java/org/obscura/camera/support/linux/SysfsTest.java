package org.obscura.camera.support.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
        assertNotEquals(one.place(), identify("video4").place());
    }

    @Test
    void identicalCamerasWithoutSerialNumberAreToldApartByTheirSockets() throws Exception {
        node("video0", 0, "C270", usb("1-2", "", "00"));
        node("video2", 0, "C270", usb("1-3.4", "", "00"));
        assertEquals("usb-046d-0825-port-1-2", identify("video0").key());
        assertEquals("usb-046d-0825-port-1-3.4", identify("video2").key());
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
        assertEquals(new Identity("video7", "video7", "Loopback", "", ""), identify("video7"));
        assertEquals("as the driver calls it", identify("video8").name());
    }
}
