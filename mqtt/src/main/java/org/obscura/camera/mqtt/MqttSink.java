package org.obscura.camera.mqtt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.obscura.camera.DeliveryException;
import org.obscura.camera.ImageDelivery;
import org.obscura.camera.ImageSink;
import org.obscura.camera.mqtt.MqttSettings.Payload;
import org.obscura.camera.support.text.Json;

/** Publishes images. The broker's PUBACK acknowledges one. */
final class MqttSink implements ImageSink {
    /** The largest message of MQTT, without what precedes the payload. */
    private static final long LARGEST = 268_000_000;

    private final MqttSettings settings;
    private final MqttConnection connection;

    MqttSink(MqttSettings settings, MqttConnection connection) {
        this.settings = settings;
        this.connection = connection;
    }

    @Override
    public void deliver(ImageDelivery image) throws DeliveryException, InterruptedException {
        if (settings.payload() != Payload.JSON) {
            connection.publish(settings.topics().image(image.cameraId()), bytes(image), settings.retain());
        }
        if (settings.payload() != Payload.IMAGE) {
            connection.publish(settings.topics().event(image.cameraId()), description(image), settings.retain());
        }
    }

    private static byte[] bytes(ImageDelivery image) throws DeliveryException {
        try {
            if (Files.size(image.path()) > LARGEST) {
                throw DeliveryException.permanent("The image is larger than a message of MQTT can be (256 MB)", null);
            }
            return Files.readAllBytes(image.path());
        } catch (IOException e) {
            throw DeliveryException.temporary("The image cannot be read: " + e, e);
        }
    }

    private byte[] description(ImageDelivery image) throws DeliveryException {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("id", image.id());
        values.put("camera", image.cameraId());
        values.put("request", image.requestId());
        values.put("device", image.deviceId());
        values.put("time", image.timestamp().toString());
        values.put("path", image.path().toString());
        values.put("format", image.format());
        values.put("width", image.resolution().width());
        values.put("height", image.resolution().height());
        try {
            values.put("bytes", Files.size(image.path()));
        } catch (IOException e) {
            throw DeliveryException.temporary("The image cannot be read: " + e, e);
        }
        if (settings.payload() == Payload.BOTH) {
            values.put("topic", settings.topics().image(image.cameraId()));
        }
        return Json.compact(values, Duration::toString).getBytes(StandardCharsets.UTF_8);
    }
}
