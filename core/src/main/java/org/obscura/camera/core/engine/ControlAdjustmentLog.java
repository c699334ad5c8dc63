package org.obscura.camera.core.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.obscura.camera.core.control.ControlResolver;
import org.obscura.camera.core.logging.EngineLog;

/**
 * Reports the controls that a device does not accept as they are set. Those of a request that names its policy are expected; those of the
 * camera are a mistake in its configuration, and each is a warning, once until the device accepts the control or says something else.
 */
final class ControlAdjustmentLog {
    private final String cameraId;
    private final EngineLog log;
    /** The last warning by control. */
    @GuardedBy("this")
    private final Map<String, String> warnings = new HashMap<>();

    ControlAdjustmentLog(String cameraId, EngineLog log) {
        this.cameraId = cameraId;
        this.log = log;
    }

    /** Reports what was adjusted for a request, by control. */
    void adjusted(RegisteredDevice device, PendingRequest request, Map<String, String> adjustments) {
        RequestParameters parameters = request.parameters();
        if (parameters.options().unsupported() == null) {
            Set<String> ofRequest = new HashSet<>(parameters.options().controls().keySet());
            ofRequest.addAll(parameters.bracket().keySet());
            Set<String> ofCamera = new HashSet<>(parameters.controls().keySet());
            ofCamera.removeAll(ofRequest);
            ofCamera.removeIf(key -> ofRequest.contains(ControlResolver.rulerOf(key))); // the request chose another mode
            adjusted(device, ofCamera, adjustments);
        } else {
            adjustments.values()
                    .forEach(sentence -> log.info("Camera {}, request {}: {}: {}", cameraId, request.getId(), device, sentence));
        }
    }

    /** Reports what was adjusted of the controls of the camera. */
    synchronized void adjusted(RegisteredDevice device, Set<String> controls, Map<String, String> adjustments) {
        for (String key : controls) {
            String sentence = adjustments.get(key);
            if (sentence == null) {
                warnings.remove(key);
            } else if (!sentence.equals(warnings.put(key, sentence))) {
                log.warn("Camera {}: {}: {}", cameraId, device, sentence);
            }
        }
    }
}
