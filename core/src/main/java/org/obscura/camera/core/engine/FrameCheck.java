package org.obscura.camera.core.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Predicate;

import org.obscura.camera.ViewFrame;
import org.obscura.camera.core.config.Masks;
import org.obscura.camera.core.image.FrameOrientation;
import org.obscura.camera.core.image.ViewRenderer;
import org.obscura.camera.core.logging.EngineLog;
import org.obscura.camera.spi.Frame;

/** Passes frames to the checks of their requests, as small images. */
final class FrameCheck {
    private static final int WIDTH = 640;

    private final String cameraId;
    private final ViewRenderer renderer;
    private final EngineLog log;

    FrameCheck(String cameraId, ViewRenderer renderer, EngineLog log) {
        this.cameraId = cameraId;
        this.renderer = renderer;
        this.log = log;
    }

    /** Returns whether the check of the request, which has one, accepts a frame. */
    boolean accepts(PendingRequest request, Frame frame, RegisteredDevice device) {
        Predicate<? super ViewFrame> check = request.check();
        if (check == null) {
            return true;
        }
        ByteBuffer small;
        try {
            small = renderer.render(frame, FrameOrientation.NONE, WIDTH, Masks.NONE); // a mask would be an edge, or a part of one colour
        } catch (Throwable e) { // such as a Java without the library that it decodes with
            log.info("Camera {}, request {}: the frame cannot be decoded for its check", cameraId, request.getId(), e);
            return false;
        }
        try {
            return check.test(new ViewFrame(small, device.info().id(), frame.getTimestamp()));
        } catch (Throwable e) { // code of others, which must not cost an image; a lambda of Kotlin throws an IOException, too
            log.warn("Camera {}, request {}: the check of the frame threw; the frame is used", cameraId, request.getId(), e);
            return true;
        } finally {
            Thread.interrupted(); // an interrupt by the check must not break the file that is written next
        }
    }
}
