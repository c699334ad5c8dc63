package org.obscura.camera.sinks.outbox;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

import org.obscura.camera.CameraEvents;
import org.osgi.service.log.Logger;

/** Reports what becomes of images, as events and in the log. */
final class DeliveryReporter {
    private final Logger log;
    private final BiConsumer<String, Map<String, Object>> events;

    /** @param events posts an event of a topic */
    DeliveryReporter(Logger log, BiConsumer<String, Map<String, Object>> events) {
        this.log = log;
        this.events = events;
    }

    Logger log() {
        return log;
    }

    void delivered(String sink, Entry entry, int attempts) {
        log.debug("Sink {}: delivered {} (camera {}, attempt {})", sink, entry.image.path(), entry.image.cameraId(), attempts);
        post(CameraEvents.TOPIC_IMAGE_DELIVERED, properties(sink, entry, attempts));
    }

    /** @param reason a sentence without a full stop */
    void failed(String sink, Entry entry, int attempts, String reason) {
        Map<String, Object> properties = properties(sink, entry, attempts);
        properties.put(CameraEvents.MESSAGE, reason);
        post(CameraEvents.TOPIC_DELIVERY_FAILED, properties);
    }

    private void post(String topic, Map<String, Object> properties) {
        try {
            events.accept(topic, properties);
        } catch (RuntimeException e) { // an EventAdmin that stops; the delivery must go on
            log.debug("An event of topic {} was not posted", topic, e);
        }
    }

    private static Map<String, Object> properties(String sink, Entry entry, int attempts) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(CameraEvents.SINK_NAME, sink);
        properties.put(CameraEvents.CAMERA_ID, entry.image.cameraId());
        properties.put(CameraEvents.REQUEST_ID, entry.image.requestId());
        properties.put(CameraEvents.PATH, entry.image.path().toString());
        properties.put(CameraEvents.ATTEMPTS, attempts);
        properties.put(CameraEvents.TIMESTAMP, System.currentTimeMillis());
        return properties;
    }
}
