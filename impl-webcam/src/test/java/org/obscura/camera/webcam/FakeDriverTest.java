package org.obscura.camera.webcam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraBackend;
import org.obscura.camera.spi.CameraBackend.BackendState;
import org.obscura.camera.spi.CameraDevice;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;
import org.osgi.framework.Constants;

/** Cameras of a driver of webcam-capture that is brought by configuration come, go and are reported; in real child processes. */
class FakeDriverTest extends FakeDriverRigTestBase {
    @Test
    void aCameraIsRegisteredWithItsPropertiesAndSizes() throws Exception {
        CameraDevice camera = rig.startWith("front door", "");
        assertEquals("front door", camera.getInfo().displayName());
        assertEquals(List.of(Rig.VGA, new Resolution(2000, 1500), new Resolution(64, 48)), camera.getResolutions());
        RecordingRegistry.Service service = rig.awaitService(s -> s.device() == camera);
        assertEquals("webcam:front-door", service.properties().get(CameraDevice.DEVICE_ID));
        assertEquals("front door", service.properties().get(CameraDevice.DEVICE_NAME));
        assertEquals("webcam", service.properties().get(CameraBackend.BACKEND));
        assertEquals(100, service.properties().get(Constants.SERVICE_RANKING));
        assertEquals("", rig.backend().getReason());
    }

    @Test
    @Tag("slow")
    void camerasComeAndGo() throws Exception {
        rig.start();
        rig.plug("a", "");
        CameraDevice camera = rig.awaitCamera("webcam:a");
        rig.unplug("a");
        rig.awaitNone();
        CameraException e = assertThrows(CameraException.class, () -> camera.open(Rig.VGA));
        assertEquals(Reason.DISCONNECTED, e.getReason());
        assertEquals("webcam:a", camera.getInfo().id());
        rig.plug("a", "");
        assertNotEquals(camera, rig.awaitCamera("webcam:a"));
    }

    @Test
    void stoppingEndsOpenStreamsAndProcesses() throws Exception {
        CameraStream stream = rig.startWith("front door", "").open(Rig.VGA);
        long pid = ((WebcamStream) stream).pid();
        rig.close(); // which waits for the threads
        Rig.awaitEnd(pid);
        assertEquals(Reason.DISCONNECTED, Rig.failure(stream, Rig.SHORT).getReason());
    }

    @Test
    void aChangedConfigurationApplies() throws Exception {
        CameraDevice camera = rig.startWith("front door", "");
        rig.with("name.filter", "back");
        rig.backend().modified(rig.config());
        assertThrows(CameraException.class, () -> camera.open(Rig.VGA));
        rig.plug("back yard", "");
        rig.awaitCamera("webcam:back-yard");
        assertEquals(List.of("webcam:back-yard"), rig.ids());
    }

    @Test
    void aDriverThatIsNotThereIsUnavailable() throws Exception {
        rig.with("driver", "no.such.Driver").start();
        rig.awaitReason("no.such.Driver");
        assertEquals(BackendState.UNAVAILABLE, rig.backend().getState());
    }
}
