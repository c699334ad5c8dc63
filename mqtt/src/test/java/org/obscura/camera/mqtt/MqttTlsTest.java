package org.obscura.camera.mqtt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.DeliveryException;
import org.obscura.camera.ImageDelivery;
import org.obscura.camera.Resolution;
import org.obscura.camera.support.config.ConfigReader;
import org.obscura.camera.support.net.HeldPort;
import org.osgi.service.log.Logger;

/** Publishes to a real broker over TLS; the subscriber reads without. */
@Tag("slow")
class MqttTlsTest {
    private static final String IMAGE = "site/gateway/front/image";

    @TempDir
    private Path folder;
    private int deliveries;

    private Mosquitto broker(int port, TestCertificate certificate) throws Exception {
        return new Mosquitto(folder, "allow_anonymous true\nlistener " + port + " 127.0.0.1\ncertfile " + certificate.certificate()
                + "\nkeyfile " + certificate.key() + "\n");
    }

    private static MqttConnection connect(int port, String... values) {
        Map<String, Object> all = new HashMap<>(Map.of("broker", "ssl://127.0.0.1:" + port, "prefix", "site/gateway", "payload", "image"));
        for (int i = 0; i < values.length; i += 2) {
            all.put(values[i], values[i + 1]);
        }
        ConfigReader reader = new ConfigReader(MqttSinkConfig.class, all, Map.of());
        MqttSettings settings = MqttSettings.read(reader, "a");
        assertEquals(List.of(), reader.errors());
        return new MqttConnection("a", settings, Set::of, command -> {}, () -> {}, (Logger) Proxy.newProxyInstance(
                Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, arguments) -> null));
    }

    private ImageDelivery image() throws Exception {
        Path file = Files.write(folder.resolve("a.jpg"), new byte[] {1, 2, (byte) ++deliveries});
        return new ImageDelivery("0b7-" + deliveries, "front", 7, "hand:a", file, "jpeg", new Resolution(640, 480), Instant.EPOCH, 1);
    }

    private static MqttSettings plain() {
        ConfigReader reader = new ConfigReader(MqttSinkConfig.class,
                Map.of("broker", "tcp://127.0.0.1", "prefix", "site/gateway", "payload",
                        "image"),
                Map.of());
        return MqttSettings.read(reader, "a");
    }

    /** Delivers an image as an outbox does, and reads it. */
    private void assertDelivers(Mosquitto broker, int port, String... values) throws Exception {
        try (MqttConnection connection = connect(port, values)) {
            ImageDelivery image = image();
            Mosquitto.await("the delivery", () -> {
                try {
                    new MqttSink(plain(), connection).deliver(image);
                    return true;
                } catch (DeliveryException e) {
                    assertTrue(e.getMessage().contains("not made yet"), e.getMessage());
                    return false;
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertArrayEquals(Files.readAllBytes(image.path()), broker.next(IMAGE).getPayload());
        }
    }

    /** Returns why there is no connection. */
    private String refusal(int port, String... values) throws Exception {
        try (MqttConnection connection = connect(port, values)) {
            ImageDelivery image = image();
            String[] message = {""};
            Mosquitto.await("the refusal", () -> {
                DeliveryException e = assertThrows(DeliveryException.class, () -> new MqttSink(plain(), connection).deliver(image));
                assertTrue(e.isRetryable(), "the image waits until the configuration is corrected");
                message[0] = e.getMessage();
                return !message[0].contains("not made yet");
            });
            return message[0];
        }
    }

    @Test
    void aCertificateIsTrustedByFileByFingerprintOrWithoutACheck() throws Exception {
        TestCertificate certificate = TestCertificate.of(folder, "ip:127.0.0.1");
        try (HeldPort held = new HeldPort(); Mosquitto broker = broker(held.port(), certificate)) {
            int port = held.port();
            broker.subscriber();
            assertDelivers(broker, port, "tls.truststore", certificate.certificate().toString());
            assertDelivers(broker, port, "tls.fingerprint", certificate.fingerprint());
            assertDelivers(broker, port, "tls.verify", "false");
        }
    }

    @Test
    void aCertificateThatIsNotTrustedIsNamedWithItsFingerprint() throws Exception {
        TestCertificate certificate = TestCertificate.of(folder, "ip:127.0.0.1");
        TestCertificate other = TestCertificate.of(folder, "ip:127.0.0.2");
        try (HeldPort held = new HeldPort(); Mosquitto broker = broker(held.port(), certificate)) {
            int port = held.port();
            broker.subscriber();
            for (String[] trust : List.of(new String[0], new String[] {"tls.truststore", other.certificate().toString()},
                    new String[] {"tls.fingerprint", other.fingerprint()})) {
                String message = refusal(port, trust);
                assertTrue(message.contains("the certificate of 127.0.0.1:" + port + " is not trusted")
                        && message.contains(certificate.fingerprint()), message);
            }
        }
    }

    @Test
    void aCertificateOfAnotherHostIsTrustedByItsFingerprintAlone() throws Exception {
        TestCertificate certificate = TestCertificate.of(folder, "dns:broker.example");
        try (HeldPort held = new HeldPort(); Mosquitto broker = broker(held.port(), certificate)) {
            int port = held.port();
            broker.subscriber();
            String message = refusal(port, "tls.truststore", certificate.certificate().toString());
            assertTrue(message.contains("127.0.0.1") && message.contains("not trusted"), message);
            assertDelivers(broker, port, "tls.fingerprint", certificate.fingerprint());
        }
    }

    @Test
    void aListenerWithoutTlsIsRecognized() throws Exception {
        try (Mosquitto broker = new Mosquitto(folder, "allow_anonymous true\n")) {
            String message = refusal(broker.port());
            assertTrue(message.contains("TLS"), message);
        }
    }
}
