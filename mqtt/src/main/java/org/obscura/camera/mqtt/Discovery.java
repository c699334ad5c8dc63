package org.obscura.camera.mqtt;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.obscura.camera.support.text.Json;

/** The messages by which Home Assistant finds an image entity, and a button that captures, for each camera. */
final class Discovery {
    private Discovery() {
    }

    /** Returns the messages of a camera, by their topics. */
    static Map<String, byte[]> messages(MqttSettings settings, String camera) {
        Topics topics = settings.topics();
        Map<String, byte[]> messages = new LinkedHashMap<>();
        if (settings.payload() != MqttSettings.Payload.JSON) {
            Map<String, Object> image = common(topics, camera, "image", null);
            image.put("image_topic", topics.image(camera));
            messages.put(topic(settings, "image", camera), bytes(image));
        }
        if (settings.commands()) {
            Map<String, Object> button = common(topics, camera, "capture", "Capture");
            button.put("command_topic", topics.capture(camera));
            button.put("payload_press", "capture");
            messages.put(topic(settings, "button", camera), bytes(button));
        }
        return messages;
    }

    private static String topic(MqttSettings settings, String component, String camera) {
        return settings.discovery() + "/" + component + "/" + settings.topics().object(camera) + "/config";
    }

    private static Map<String, Object> common(Topics topics, String camera, String kind, String name) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("name", name); // null: that of the device
        values.put("unique_id", topics.object(camera) + "_" + kind);
        values.put("availability_topic", topics.availability());
        values.put("device", Map.of("identifiers", new String[] {topics.object(camera)}, "name", camera, "manufacturer", "Obscura"));
        return values;
    }

    private static byte[] bytes(Map<String, Object> values) {
        return Json.compact(values, Duration::toString).getBytes(StandardCharsets.UTF_8);
    }
}
