package org.obscura.camera.mqtt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.DeliveryException;
import org.obscura.camera.ImageDelivery;
import org.obscura.camera.Resolution;
import org.obscura.camera.support.config.ConfigReader;
import org.osgi.service.log.Logger;

/** Publishes to a real broker. */
@Tag("slow")
class MqttSinkTest {
    @TempDir
    private Path folder;
    private final BlockingQueue<String> commands = new LinkedBlockingQueue<>();
    private final CountDownLatch connected = new CountDownLatch(1);

    private static MqttSettings settings(Object... values) {
        Map<String, Object> all = new HashMap<>(Map.of("prefix", "site/gateway"));
        for (int i = 0; i < values.length; i += 2) {
            all.put((String) values[i], values[i + 1]);
        }
        ConfigReader reader = new ConfigReader(MqttSinkConfig.class, all, Map.of());
        MqttSettings settings = MqttSettings.read(reader, "a");
        assertEquals(List.of(), reader.errors());
        return settings;
    }

    private MqttConnection connect(MqttSettings settings) {
        Logger silent = (Logger) Proxy.newProxyInstance(Logger.class.getClassLoader(), new Class<?>[] {Logger.class},
                (proxy, method, arguments) -> null);
        return new MqttConnection("a", settings, () -> Set.of("front door"), commands::add, connected::countDown, silent);
    }

    private void awaitConnection() throws InterruptedException {
        assertTrue(connected.await(Mosquitto.PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    private ImageDelivery image(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("a.jpg"), bytes);
        return new ImageDelivery("0b7-1", "front door", 7, "hand:a", file, "jpeg", new Resolution(640, 480),
                Instant.parse("2026-11-27T10:11:12Z"), 1);
    }

    private static String text(MqttMessage message) {
        return new String(message.getPayload(), StandardCharsets.UTF_8);
    }

    /** Delivers as an outbox does: again after a failure. */
    private static void deliver(MqttSink sink, ImageDelivery image) throws InterruptedException {
        Mosquitto.await("the delivery", () -> {
            try {
                sink.deliver(image);
                return true;
            } catch (DeliveryException e) {
                assertTrue(e.isRetryable(), e::getMessage);
                return false;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void anImageIsPublishedWithItsDescription() throws Exception {
        try (Mosquitto broker = new Mosquitto(folder, "allow_anonymous true\n")) {
            MqttSettings settings = settings("broker", broker.address(), "retain", true);
            broker.subscriber();
            try (MqttConnection connection = connect(settings)) {
                awaitConnection();
                byte[] bytes = new byte[500_000];
                bytes[7] = 7;
                new MqttSink(settings, connection).deliver(image(bytes));
                MqttMessage message = broker.next("site/gateway/front door/image");
                assertArrayEquals(bytes, message.getPayload());
                assertEquals(1, message.getQos());
                JsonObject event = JsonParser.object().from(text(broker.next("site/gateway/front door/event")));
                assertEquals("0b7-1", event.getString("id"));
                assertEquals("site/gateway/front door/image", event.getString("topic"));
                assertEquals("2026-11-27T10:11:12Z", event.getString("time"));
                assertEquals(500_000, event.getInt("bytes"));
                assertEquals("online", text(broker.next("site/gateway/availability")));
            }
            assertEquals("offline", text(broker.next("site/gateway/availability")));
        }
    }

    @Test
    void aBrokenConnectionIsReportedByTheLastWillAndMadeAgain() throws Exception {
        try (Mosquitto broker = new Mosquitto(folder, "allow_anonymous true\n"); CutProxy proxy = new CutProxy(broker.port())) {
            broker.subscriber();
            MqttSettings settings = settings("broker", proxy.address());
            try (MqttConnection connection = connect(settings)) {
                assertEquals("online", text(broker.next("site/gateway/availability")));
                proxy.cut();
                assertEquals("offline", text(broker.next("site/gateway/availability")));
                assertEquals("online", text(broker.next("site/gateway/availability")));
                deliver(new MqttSink(settings, connection), image(new byte[10]));
                assertEquals(10, broker.next("site/gateway/front door/image").getPayload().length);
            }
        }
    }

    @Test
    void aBrokerThatIsRestartedGetsTheImage() throws Exception {
        try (Mosquitto broker = new Mosquitto(folder, "allow_anonymous true\n")) {
            MqttSettings settings = settings("broker", broker.address(), "payload", "image");
            try (MqttConnection connection = connect(settings)) {
                awaitConnection();
                broker.stop();
                DeliveryException e = assertThrows(DeliveryException.class, () -> {
                    while (true) {
                        new MqttSink(settings, connection).deliver(image(new byte[10])); // the end may not be noticed yet
                    }
                });
                assertTrue(e.isRetryable() && e.getMessage().contains(broker.address()), e.getMessage());
                broker.start();
                broker.subscriber();
                deliver(new MqttSink(settings, connection), image(new byte[20]));
                assertEquals(20, broker.next("site/gateway/front door/image").getPayload().length);
            }
        }
    }

    @Test
    void homeAssistantFindsTheCameraAndMessagesCapture() throws Exception {
        try (Mosquitto broker = new Mosquitto(folder, "allow_anonymous true\n")) {
            broker.subscriber().publish("site/gateway/retained/capture", "capture".getBytes(), 1, true);
            MqttSettings settings = settings("broker", broker.address(), "commands", true, "discovery", "homeassistant");
            try (MqttConnection connection = connect(settings)) {
                connection.camerasChanged();
                JsonObject entity = JsonParser.object()
                        .from(text(broker.next("homeassistant/image/site_gateway_front_door/config")));
                assertEquals("site/gateway/front door/image", entity.getString("image_topic"));
                assertEquals("site/gateway/availability", entity.getString("availability_topic"));
                assertEquals("site_gateway_front_door_image", entity.getString("unique_id"));
                assertEquals("front door", entity.getObject("device").getString("name"));
                JsonObject button = JsonParser.object()
                        .from(text(broker.next("homeassistant/button/site_gateway_front_door/config")));
                assertEquals("site/gateway/front door/capture", button.getString("command_topic"));
                broker.subscriber().publish("site/gateway/front door/capture", "capture".getBytes(), 1, false);
                assertEquals("front door", commands.poll(Mosquitto.PATIENCE_SECONDS, TimeUnit.SECONDS));
                assertTrue(commands.isEmpty(), "a retained command is none");
            }
        }
    }

    @Test
    void aWrongPasswordIsExplained() throws Exception {
        Path passwords = Files.writeString(folder.resolve("passwords"), "");
        try (Mosquitto broker = new Mosquitto(folder, "allow_anonymous false\npassword_file " + passwords + "\n")) {
            MqttSettings settings = settings("broker", broker.address(), "username", "me", ".password", "guess");
            try (MqttConnection connection = connect(settings)) {
                MqttSink sink = new MqttSink(settings, connection);
                Mosquitto.await("the refusal is known", () -> {
                    String message = assertThrows(DeliveryException.class, () -> sink.deliver(image(new byte[1]))).getMessage();
                    assertTrue(!message.contains("guess"), message);
                    return message.toLowerCase(Locale.ROOT).contains("not authorized");
                });
            }
        }
    }

    @Test
    void mistakesAreExplained() {
        assertTrue(mistake().startsWith("'broker' is missing"));
        assertTrue(mistake("broker", "http://host").contains("must begin with tcp:// or ssl://"));
        assertTrue(mistake("broker", "tcp://me:pw@host").contains("put them into 'username' and '.password'"));
        assertTrue(
                mistake("broker", "tcp://host:99999").startsWith("broker=tcp://host:99999 has the port 99999; it must be from 1 to 65535"));
        assertTrue(mistake("broker", "tcp://host:x").startsWith("broker=tcp://host:x has 'host:x' in the place of host and port"));
        ConfigReader plain = new ConfigReader(MqttSinkConfig.class, Map.of("broker", "tcp://host", "tls.truststore", "/ca.pem"), Map.of());
        MqttSettings.read(plain, "a");
        assertEquals(List.of("the keys 'tls.' have no effect, since 'broker' begins with tcp://; write ssl://, or remove them"),
                plain.errors());
        assertTrue(mistake("broker", "tcp://host", "prefix", "a/#").contains("without + and #"));
        assertEquals("ssl://host:8883", settings("broker", "mqtts://host").broker().toString());
        assertEquals("tcp://host:1883", settings("broker", "tcp://host").broker().toString());
    }

    private static String mistake(Object... values) {
        return assertThrows(IllegalArgumentException.class, () -> settings(values)).getMessage();
    }
}
