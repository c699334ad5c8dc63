package org.obscura.camera.webcam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraDevice;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.PixelFormat;

/** What a camera of a driver that is brought by configuration delivers. */
@Tag("slow")
class FakeDriverFramesTest extends FakeDriverRigTestBase {
    @Test
    void aFrameHoldsThePictureWithBlueFirst() throws Exception {
        try (CameraStream stream = rig.startWith("front door", "").open(Rig.VGA); Frame frame = stream.nextFrame(Rig.SOON)) {
            assertEquals(Rig.VGA, stream.getResolution());
            assertEquals(Rig.VGA, frame.getResolution());
            assertEquals(PixelFormat.BGR24, frame.getPixelFormat());
            assertEquals(640 * 3, frame.getStride());
            assertEquals(640 * 480 * 3, frame.getData().remaining());
            assertTrue(frame.getData().hasArray());
            assertEquals(100, Rig.red(frame, 100, 200));
            assertEquals(200, Rig.green(frame, 100, 200));
            assertEquals(639 & 255, Rig.red(frame, 639, 479));
            assertEquals(479 & 255, Rig.green(frame, 639, 479));
            assertEquals(Rig.blue(frame, 0, 0), Rig.blue(frame, 639, 479));
        }
    }

    @Test
    void aFrameIsExposedAfterTheRequest() throws Exception {
        try (CameraStream stream = rig.startWith("front door", "").open(Rig.VGA)) {
            long previous = -1;
            for (int i = 0; i < 20; i++) {
                long request = System.currentTimeMillis();
                try (Frame frame = stream.nextFrame(Rig.SOON)) {
                    assertTrue(Rig.began(frame) >= request, "began " + (Rig.began(frame) - request) + " ms after the request");
                    assertTrue(frame.getSequence() > previous);
                    assertFalse(frame.getTimestamp().toEpochMilli() < request);
                    previous = frame.getSequence();
                }
            }
        }
    }

    @Test
    void aPictureThatIsHandedOutAgainIsNoFrame() throws Exception {
        try (CameraStream stream = rig.startWith("front door", "twice").open(Rig.VGA)) {
            List<Long> began = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                try (Frame frame = stream.nextFrame(Rig.SOON)) {
                    assertFalse(began.contains(Rig.began(frame)), "frame " + i + " is an old one");
                    began.add(Rig.began(frame));
                }
            }
        }
    }

    @Test
    void anotherSizeThanWantedIsNotSupported() throws Exception {
        CameraDevice camera = rig.startWith("front door", "other size");
        CameraException e = assertThrows(CameraException.class, () -> camera.open(Rig.VGA));
        assertEquals(Reason.NOT_SUPPORTED, e.getReason());
        assertTrue(e.getMessage().contains("640x480") && e.getMessage().contains("64x48"), e.getMessage());
        try (CameraStream stream = camera.open(null); Frame frame = stream.nextFrame(Rig.SOON)) {
            assertEquals(new Resolution(64, 48), frame.getResolution());
        }
    }

    @Test
    void withoutAWishTheLargestUpToHdIsTaken() throws Exception {
        try (CameraStream stream = rig.startWith("front door", "").open(null)) {
            assertEquals(Rig.VGA, stream.getResolution());
        }
    }

    @Test
    void framesStayGoodAfterTheStreamIsClosed() throws Exception {
        CameraStream stream = rig.startWith("front door", "").open(Rig.VGA);
        List<Frame> frames = new ArrayList<>();
        List<ByteBuffer> copies = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            frames.add(stream.nextFrame(Rig.SOON));
            copies.add(ByteBuffer.allocate(640 * 480 * 3).put(frames.get(i).getData()).flip());
        }
        stream.close();
        for (int i = 0; i < 6; i++) {
            assertEquals(copies.get(i), frames.get(i).getData());
            frames.get(i).close();
            frames.get(i).close();
        }
    }

    @Test
    void theMemoryOfAClosedFrameIsUsedAgain() throws Exception {
        try (CameraStream stream = rig.startWith("front door", "").open(Rig.VGA)) {
            Frame first = stream.nextFrame(Rig.SOON);
            byte[] memory = first.getData().array();
            first.close();
            try (Frame second = stream.nextFrame(Rig.SOON)) {
                assertTrue(second.getData().array() == memory);
            }
            assertThrows(IllegalStateException.class, first::getData);
        }
    }
}
