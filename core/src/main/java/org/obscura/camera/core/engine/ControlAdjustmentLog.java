package org.obscura.camera.core.engine;

import java.util.List;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.obscura.camera.core.logging.EngineLog;

/**
 * Reports the controls that a device does not accept as they are set. Those of a request that names its policy are expected; those of the
 * camera are a mistake in its configuration, and each is a warning, once as long as nothing changes.
 */
final class ControlAdjustmentLog {
    private final String cameraId;
    private final EngineLog log;
    @GuardedBy("this")
    private List<String> last = List.of();

    ControlAdjustmentLog(String cameraId, EngineLog log) {
        this.cameraId = cameraId;
        this.log = log;
    }

    /** Reports what was adjusted for a request. */
    void adjusted(RegisteredDevice device, PendingRequest request, List<String> sentences) {
        if (request.parameters().options().unsupported() == null) {
            adjusted(device, sentences);
        } else {
            sentences.forEach(sentence -> log.info("Camera {}, request {}: {}: {}", cameraId, request.getId(), device, sentence));
        }
    }

    /** Reports what was adjusted of the controls of the camera. */
    synchronized void adjusted(RegisteredDevice device, List<String> sentences) {
        List<String> known = last;
        last = sentences;
        sentences.stream().filter(sentence -> !known.contains(sentence))
                .forEach(sentence -> log.warn("Camera {}: {}: {}", cameraId, device, sentence));
    }
}
