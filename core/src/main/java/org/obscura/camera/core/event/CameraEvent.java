package org.obscura.camera.core.event;

import java.util.Map;
import java.util.function.Consumer;

import org.obscura.camera.CaptureListener;

/**
 * Something to be told.
 *
 * @param cameraId whose it is
 * @param topic the topic of the event; null: only {@code after} is to be run
 * @param properties the properties of the event
 * @param call what a listener is told
 * @param after run once the signal has been posted
 */
public record CameraEvent(String cameraId, String topic, Map<String, Object> properties, Consumer<CaptureListener> call, Runnable after) {
}
