package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.CaptureError;
import org.obscura.camera.spi.ImageFormat;
import org.osgi.service.event.Event;

/** The thread of a camera processes an image itself while nothing else waits, and another takes its place as soon as something does. */
class CaptureThreadTest extends EngineTestBase {
    private final Gate gate = Gate.shut();
    private final List<String> encodedBy = new CopyOnWriteArrayList<>();

    /** Encodes PNG behind the gate. */
    @BeforeEach
    void addEncoder() {
        context.encoders.add(new ManualEncoder((frame, format, quality) -> {
            encodedBy.add(Thread.currentThread().getName());
            gate.pass();
            return ManualEncoder.WELL.encode(frame, format, quality);
        }, ImageFormat.PNG), 10, 1);
    }

    private void letGoAndAwait(int... requests) throws Exception {
        gate.letGo();
        for (int request : requests) {
            context.awaitSaved(request);
        }
        assertEquals("obscura-capture-front", encodedBy.get(0));
    }

    @Test
    void requestMadeMeanwhile_isExposedAtOnce() throws Exception {
        context.plug("a").free();
        CameraService camera = context.camera("front");
        int first = camera.captureToLocation("x.png");
        gate.awaitArrival();
        int second = camera.captureToLocation("y.png");
        int third = camera.capture();
        context.await("IMAGE_EXPOSED", third);
        letGoAndAwait(first, second, third);
        assertEquals(List.of(first, second, third), requests(context.events("IMAGE_SAVED")));
    }

    @Test
    void deviceThatGoesMeanwhile_isClosedAndReplaced() throws Exception {
        ManualDevice device = context.plug("a").free();
        context.plug(new ManualDevice("b"), -1).free();
        CameraService camera = context.camera("front");
        int first = camera.captureToLocation("x.png");
        gate.awaitArrival();
        Gate closing = Gate.shut();
        device.closeGate = closing;
        context.unplug(device);
        closing.awaitArrival();
        closing.letGo();
        int second = camera.capture();
        Event exposed = context.await("IMAGE_EXPOSED", second);
        assertEquals("hand:b", exposed.getProperty(CameraEvents.DEVICE_ID));
        letGoAndAwait(first, second);
    }

    @Test
    void cancelledImage_endsAtOnce_andTheNextIsExposed() throws Exception {
        context.plug("a").free();
        CameraService camera = context.camera("front");
        int first = camera.captureToLocation("x.png");
        gate.awaitArrival();
        camera.cancelCapture(first);
        context.awaitFailed(first, CaptureError.CANCELLED);
        int second = camera.capture();
        context.awaitSaved(second);
        letGoAndAwait();
    }

    @Test
    @Tag("slow")
    void deviceThatIsIdle_isClosed_evenIfTheEncoderDoesNotReturn() throws Exception {
        ManualDevice device = context.plug("a").free();
        Gate closing = Gate.shut();
        device.closeGate = closing;
        CameraService camera = context.camera("front", "idle.timeout", "3s");
        int first = camera.captureToLocation("x.png");
        gate.awaitArrival();
        closing.awaitArrival();
        closing.letGo();
        gate.letGo();
        context.awaitSaved(first);
    }
}
