package org.obscura.camera.mqtt;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.obscura.camera.support.net.HeldPort;

/** A real broker on the loopback address, and a subscriber. */
final class Mosquitto implements AutoCloseable {
    static final int PATIENCE_SECONDS = Integer.getInteger("test.timeout", 300);
    private static final List<String> PROGRAMS = List.of("/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/usr/local/sbin/mosquitto");

    private final Path folder;
    private final HeldPort port;
    private final String lines;
    private Process process;
    private MqttClient subscriber;
    private final Map<String, BlockingQueue<MqttMessage>> messages = new ConcurrentHashMap<>();

    /** @param lines further lines of its configuration */
    Mosquitto(Path folder, String lines) throws IOException, InterruptedException {
        if (program() == null) {
            System.out.println("SKIPPED: mosquitto is not installed");
        }
        assumeTrue(program() != null, "needs the program mosquitto (Debian: apt install mosquitto)");
        this.folder = folder;
        this.lines = lines;
        this.port = new HeldPort();
        start();
    }

    private static String program() {
        return PROGRAMS.stream().filter(each -> Files.isExecutable(Path.of(each))).findFirst().orElse(null);
    }

    void start() throws IOException, InterruptedException {
        Path conf = Files.writeString(folder.resolve("mosquitto.conf"), "listener " + port.port() + " 127.0.0.1\nuser "
                + System.getProperty("user.name") + "\n" + lines);
        process = new ProcessBuilder(program(), "-c", conf.toString()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("mosquitto.log").toFile()).start();
        await("the broker listens", () -> {
            try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port.port())) {
                return probe.isConnected();
            } catch (IOException e) {
                assertTrue(process.isAlive(), () -> "the broker ended; see " + folder);
                return false;
            }
        });
    }

    void stop() {
        process.destroy();
        process.onExit().join();
    }

    int port() {
        return port.port();
    }

    String address() {
        return "tcp://127.0.0.1:" + port.port();
    }

    MqttClient subscriber() throws MqttException {
        if (subscriber == null) {
            subscriber = new MqttClient(address(), "subscriber", new MemoryPersistence());
            subscriber.connect();
            subscriber.subscribe("#", 1, (topic, message) -> queue(topic).add(message));
        }
        return subscriber;
    }

    private BlockingQueue<MqttMessage> queue(String topic) {
        return messages.computeIfAbsent(topic, each -> new LinkedBlockingQueue<>());
    }

    /** Returns the next message of a topic. */
    MqttMessage next(String topic) throws InterruptedException, MqttException {
        subscriber();
        MqttMessage message = queue(topic).poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertTrue(message != null, () -> "no message of topic " + topic + "; there are " + messages.keySet());
        return message;
    }

    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - end < 0, "It did not happen: " + what);
            Thread.sleep(20); // a condition of another process
        }
    }

    @Override
    public void close() throws MqttException, IOException {
        if (subscriber != null) {
            subscriber.disconnectForcibly(0, 100);
            subscriber.close(true);
        }
        stop();
        port.close();
    }
}
