package org.obscura.camera.webcam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.DeviceInfo;
import org.obscura.camera.DeviceInfo.Position;
import org.obscura.camera.support.registration.ScanStatus;

class DevicesTest {
    private static final FoundDevice CAMERA = new FoundDevice(new DeviceInfo("webcam:a", "A", "webcam", Position.UNSPECIFIED, 0, "", ""),
            "a", "", "", "",
            List.of(), List.of());

    @TempDir
    private Path folder;
    private RecordingRegistry registry;
    private Devices devices;

    @BeforeEach
    void devices() throws Exception {
        Rig rig = new Rig(folder);
        registry = new RecordingRegistry(folder);
        devices = new Devices(registry.context(),
                found -> new WebcamDevice(found, rig.settings(), null, null, new ScanStatus(""), rig.log), 0, rig.log);
    }

    @Test
    void theCamerasOfTheLastLookAreThere() {
        devices.set(List.of(CAMERA));
        assertEquals(List.of("webcam:a"), registry.ids());
        devices.set(List.of());
        assertEquals(List.of(), registry.ids());
    }

    @Test
    void aLookThatEndsAfterAllIsClosedBringsNoneBack() {
        devices.set(List.of(CAMERA));
        devices.close();
        devices.set(List.of(CAMERA));
        assertEquals(List.of(), registry.ids());
    }
}
