package org.obscura.camera.webcam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraBackend.BackendState;
import org.obscura.camera.spi.CameraDevice;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;

/** A faulty driver or device harms neither the other devices nor this process. */
class HostileDriverTest extends FakeDriverRigTestBase {

    @Test
    void aDeviceWithImpossibleSizesIsOfferedWithTheOthersAndHidesNoOther() throws Exception {
        rig.plug("good", "");
        rig.plug("odd", "impossible sizes");
        rig.start();
        assertEquals(List.of(new Resolution(640, 480)), rig.awaitCamera("webcam:odd").getResolutions());
        rig.awaitCamera("webcam:good").open(Rig.VGA).close();
        rig.awaitReason("odd lists the size 60000x60000, which is too large");
        String reason = rig.backend().getReason();
        assertTrue(reason.contains("odd lists the size -1x-1, which is none") && reason.contains("0x480"), reason);
        assertEquals(BackendState.DEGRADED, rig.backend().getState());
    }

    @Test
    void aDeviceWithoutANameHidesNoOther() throws Exception {
        rig.plug("good", "");
        rig.plug("nameless", "nameless");
        rig.start();
        rig.awaitCamera("webcam:good");
        rig.awaitReason("it has no name");
        assertEquals(List.of("webcam:good"), rig.ids());
    }

    @Test
    void aDeviceWhoseNameMovesTheCursorIsShownInOneLine() throws Exception {
        rig.plug("\u001b]0;x\u0007\u001b[2J\nERROR", "");
        rig.start();
        String name = rig.awaitService(service -> true).device().getInfo().displayName();
        assertEquals("\\u001b]0;x\\u0007\\u001b[2J\\nERROR", name);
    }

    @Test
    void aMessageOfManyPagesIsCut() throws Exception {
        CameraDevice camera = rig.startWith("front", "refuses at length");
        CameraException failure = assertThrows(CameraException.class, () -> camera.open(Rig.VGA));
        String message = failure.getMessage();
        assertTrue(message.contains("the shutter is closed the shutter is closed") && message.endsWith("..."), message);
        assertTrue(message.length() < 600, () -> message.length() + " characters");
        rig.mood("front", "");
        camera.open(Rig.VGA).close();
    }

    @Test
    void anAnswerWithoutAQuestionEndsTheProcess() throws Exception {
        CameraDevice camera = rig.startWith("front", "answers unasked");
        try (CameraStream stream = camera.open(Rig.VGA)) {
            CameraException failure = null;
            while (failure == null) {
                try {
                    stream.nextFrame(Rig.SOON).close();
                } catch (CameraException e) {
                    failure = e;
                }
            }
            assertTrue(failure.getMessage().contains("sent an answer without a question") || failure.getReason() == Reason.FAILED,
                    failure.getMessage());
            Rig.awaitEnd(((WebcamStream) stream).pid());
        }
        rig.mood("front", "");
        try (CameraStream stream = camera.open(Rig.VGA)) {
            stream.nextFrame(Duration.ofSeconds(60)).close();
        }
    }
}
