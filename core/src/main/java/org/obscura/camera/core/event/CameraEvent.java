package org.obscura.camera.core.event;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.CaptureListener;

/**
 * An event of one camera, for EventAdmin and for listeners.
 *
 * @param cameraId the camera
 * @param topic the topic; null: only {@code after} is run
 * @param properties makes the properties of the OSGi event; called at most once, and only if an EventAdmin gets it
 * @param call the call of a listener
 * @param after run once the event was posted, or null
 */
public record CameraEvent(String cameraId, @Nullable String topic, Supplier<Map<String, Object>> properties, Consumer<CaptureListener> call,
        @Nullable Runnable after) {
}
