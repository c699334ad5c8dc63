package org.obscura.camera.webcam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraBackend.BackendState;
import org.obscura.camera.spi.CameraDevice;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.spi.Frame;

/** The library's real natives, over a preloaded stand-in for the kernel's cameras. */
@Tag("slow")
class NativeGrabberTest extends NativeRigTestBase {
    private static final Resolution HD = new Resolution(1280, 720);

    @Test
    void camerasComeAndGoWithTheirNodes() throws Exception {
        rig.start();
        rig.plug("video0", "");
        assertEquals("Fake V4L2 camera 0", rig.awaitCamera("webcam:video0").getInfo().displayName());
        rig.plug("video3", "");
        rig.awaitCamera("webcam:video3");
        rig.unplug("video0");
        rig.unplug("video3");
        rig.awaitNone();
        rig.awaitOk();
    }

    @Test
    void nodeThatAnotherBackendTakes_isOfferedNoLongerAtOnce() throws Exception {
        rig.with("scan.interval", "1h").startWith("video0", "");
        rig.registry.stateOfOther = BackendState.OK;
        rig.registry.nodesOfOther = new String[] {rig.cameras.resolve("video0").toString()};
        rig.registry.listeners.forEach(listener -> listener.serviceChanged(null));
        rig.awaitNone();
    }

    @Test
    void aNodeThatTakesNoPicturesIsNoCamera() throws Exception {
        rig.plug("video0", "output");
        rig.plug("video1", "metadata");
        rig.plug("video2", "");
        rig.start();
        rig.awaitOk();
        assertEquals(List.of("webcam:video2"), rig.ids());
        assertEquals("", rig.backend().getReason());
    }

    @Test
    void framesHaveTheWantedSizeAndTheRightColours() throws Exception {
        CameraDevice camera = rig.startWith("video0", "");
        for (Resolution size : new Resolution[] {Rig.VGA, HD, new Resolution(1920, 1080)}) {
            try (CameraStream stream = camera.open(size); Frame frame = stream.nextFrame(Rig.SOON)) {
                assertEquals(size, frame.getResolution());
                assertEquals(size.width() * size.height() * 3, frame.getData().remaining());
                assertEquals(100, Rig.red(frame, 100, 200));
                assertEquals(200, Rig.green(frame, 100, 200));
                assertEquals(size.width() - 1 & 255, Rig.red(frame, size.width() - 1, size.height() - 1));
                assertEquals(Rig.blue(frame, 0, 0), Rig.blue(frame, size.width() - 1, size.height() - 1));
            }
        }
    }

    @Test
    void withoutAWishItIsHd() throws Exception {
        try (CameraStream stream = rig.startWith("video0", "").open(null)) {
            assertEquals(HD, stream.getResolution());
        }
    }

    @Test
    void aSizeThatTheCameraDoesNotHaveIsNotSupported() throws Exception {
        CameraDevice camera = rig.startWith("video0", "");
        CameraException e = assertThrows(CameraException.class, () -> camera.open(new Resolution(641, 481)));
        assertEquals(Reason.NOT_SUPPORTED, e.getReason());
        assertTrue(e.getMessage().contains("641x481") && e.getMessage().contains("640x480"), e.getMessage());
        camera.open(Rig.VGA).close();
    }

    @Test
    void noFrameIsRepeatedOrOld() throws Exception {
        try (CameraStream stream = rig.startWith("video0", "").open(Rig.VGA)) {
            Set<Long> seen = new HashSet<>();
            long sequence = -1;
            for (int i = 0; i < 200; i++) {
                long request = System.currentTimeMillis() * 1000;
                try (Frame frame = stream.nextFrame(Rig.SOON)) {
                    assertTrue(seen.add(Rig.began(frame)), "frame " + i + " came before");
                    assertTrue(Rig.began(frame) >= request, "frame " + i + " is " + (request - Rig.began(frame)) + " us too old");
                    assertTrue(frame.getSequence() > sequence);
                    sequence = frame.getSequence();
                }
            }
        }
    }

    @Test
    void framesThatWaitedInTheDriverAreNotDelivered() throws Exception {
        try (CameraStream stream = rig.startWith("video0", "").open(Rig.VGA)) {
            stream.nextFrame(Rig.SOON).close();
            for (int i = 0; i < 3; i++) {
                rig.awaitLostFrame("video0"); // all buffers are filled
                long request = System.currentTimeMillis() * 1000;
                try (Frame frame = stream.nextFrame(Rig.SOON)) {
                    assertTrue(Rig.began(frame) >= request, (request - Rig.began(frame)) + " us too old");
                }
            }
        }
    }

    @Test
    void whatTheNativesPrintDoesNotDisturbTheProtocol() throws Exception {
        try (CameraStream stream = rig.startWith("video0", "chatty").open(Rig.VGA)) {
            stream.nextFrame(Rig.SOON).close();
        }
    }

    @Test
    void aCameraOpensAgainAndAgain() throws Exception {
        CameraDevice camera = rig.startWith("video0", "");
        for (int i = 0; i < 5; i++) {
            try (CameraStream stream = camera.open(Rig.VGA)) {
                stream.nextFrame(Rig.SOON).close();
            }
            rig.awaitNothingLeft();
        }
    }

    @Test
    void twoCamerasDeliverAtOnce() throws Exception {
        CameraDevice first = rig.startWith("video0", "");
        rig.plug("video1", "");
        CameraDevice second = rig.awaitCamera("webcam:video1");
        try (CameraStream a = first.open(Rig.VGA); CameraStream b = second.open(HD)) {
            for (int i = 0; i < 5; i++) {
                try (Frame left = a.nextFrame(Rig.SOON); Frame right = b.nextFrame(Rig.SOON)) {
                    assertEquals(Rig.VGA, left.getResolution());
                    assertEquals(HD, right.getResolution());
                }
            }
        }
    }
}
