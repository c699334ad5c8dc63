package org.obscura.camera.mqtt;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.obscura.camera.DeliveryException;
import org.osgi.service.log.Logger;

/**
 * The connection with the broker, which one thread keeps: connects, again after an end, announces, and subscribes to commands. The outbox
 * keeps what is not acknowledged, so the client keeps nothing.
 */
final class MqttConnection implements AutoCloseable {
    private static final long CLOSE_MILLIS = 2_000;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final String name;
    private final MqttSettings settings;
    private final Supplier<Set<String>> cameras;
    private final Consumer<String> command;
    private final Runnable connected;
    private final Logger log;
    private final Thread thread;
    /** Null while there is no connection. */
    @GuardedBy("this")
    private BrokerClient client;
    @GuardedBy("this")
    private String problem = "the connection is not made yet";
    @GuardedBy("this")
    private boolean changed;
    @GuardedBy("this")
    private boolean closed;
    /** Cameras of which the broker has been informed. Used by the thread alone. */
    private final Set<String> announced = new HashSet<>();

    /**
     * Starts the thread.
     *
     * @param name the name of the sink
     * @param cameras the ids of the cameras that are announced
     * @param command gets the topic level of a camera that is to capture
     * @param connected called when there is a connection
     */
    MqttConnection(String name, MqttSettings settings, Supplier<Set<String>> cameras, Consumer<String> command, Runnable connected,
            Logger log) {
        this.name = name;
        this.settings = settings;
        this.cameras = cameras;
        this.command = command;
        this.connected = connected;
        this.log = log;
        thread = new Thread(null, this::run, "obscura-sink-" + name + "-mqtt", 0, false);
        thread.setDaemon(true);
        thread.start();
    }

    /** Announces cameras that are new. */
    synchronized void camerasChanged() {
        changed = true;
        notifyAll();
    }

    private synchronized void lost(BrokerClient which, Throwable cause) {
        if (client == which) {
            client = null;
            problem = String.valueOf(cause == null ? "the broker ended the connection" : cause.getMessage());
            notifyAll();
        }
    }

    private void run() {
        int failures = 0;
        while (!isClosed()) {
            try {
                BrokerClient next = connect();
                failures = 0;
                connected.run();
                while (isUsed(next)) {
                    announceCameras(next);
                    awaitChange(next);
                }
                log.debug("Sink {}: the connection with {} has ended", name, settings.broker());
            } catch (MqttException | DeliveryException | RuntimeException e) {
                setProblem(e.getMessage() == null ? e.toString() : e.getMessage());
                if (failures++ == 0) {
                    log.warn("Sink {}: no connection with the broker {}: {}. It is tried again, with pauses of up to {} s", name,
                            settings.broker(), e.getMessage(), LONGEST_PAUSE.toSeconds());
                }
                pause(failures);
            } catch (InterruptedException e) {
                continue; // closed
            }
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized boolean isUsed(BrokerClient which) {
        return !closed && client == which;
    }

    private synchronized void setProblem(String text) {
        problem = text;
    }

    private synchronized void awaitChange(BrokerClient which) throws InterruptedException {
        while (!closed && client == which && !changed) {
            wait();
        }
        changed = false;
    }

    private synchronized void pause(int failures) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(10, failures - 1));
        long end = System.nanoTime() + (pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause).toNanos();
        try {
            for (long left = end - System.nanoTime(); left > 0 && !closed; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            return; // closed
        }
    }

    private BrokerClient connect() throws MqttException, DeliveryException, InterruptedException {
        BrokerClient next = new BrokerClient(name, settings, log);
        boolean done = false;
        try {
            next.connect(cause -> lost(next, cause), this::arrived);
            if (settings.commands()) {
                next.subscribe(settings.topics().captures());
            }
            next.publish(settings.topics().availability(), Topics.ONLINE, true);
            announced.clear();
            synchronized (this) {
                if (!next.isConnected()) { // a loss that was reported before this client was known
                    throw DeliveryException.temporary("The broker " + settings.broker() + " ended the connection", (Throwable) null);
                }
                client = next;
                changed = false;
                done = true;
            }
            log.info("Sink {}: connected with the broker {}", name, settings.broker());
            return next;
        } finally {
            if (!done) {
                next.end();
            }
        }
    }

    private void announceCameras(BrokerClient which) throws DeliveryException, InterruptedException {
        if (settings.discovery().isEmpty()) {
            return;
        }
        for (String camera : cameras.get()) {
            if (!announced.contains(camera)) {
                for (Map.Entry<String, byte[]> message : Discovery.messages(settings, camera).entrySet()) {
                    which.publish(message.getKey(), message.getValue(), true);
                }
                announced.add(camera);
            }
        }
    }

    private void arrived(String topic, MqttMessage message) {
        if (message.isRetained()) {
            log.debug("Sink {}: the message to {} is ignored, since it is retained: it would capture after each connection", name, topic);
        } else {
            settings.topics().cameraOf(topic).ifPresent(command);
        }
    }

    /**
     * Publishes a message with quality of service 1.
     *
     * @throws DeliveryException if the broker did not acknowledge it in time
     * @throws InterruptedException if this thread is interrupted
     */
    void publish(String topic, byte[] payload, boolean retained) throws DeliveryException, InterruptedException {
        BrokerClient open;
        synchronized (this) {
            open = client;
            if (open == null) {
                throw DeliveryException.temporary("There is no connection with the broker " + settings.broker() + ": " + problem,
                        (Throwable) null);
            }
        }
        try {
            open.publish(topic, payload, retained);
        } catch (DeliveryException e) {
            lost(open, e); // what is not acknowledged must not be acknowledged later, when it is published again
            open.end();
            throw e;
        }
    }

    /** Announces the end, and ends the connection. */
    @Override
    public void close() {
        BrokerClient open;
        synchronized (this) {
            closed = true;
            open = client;
            client = null;
            problem = "the sink was closed";
            notifyAll();
        }
        thread.interrupt();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (open != null) {
            open.endWith(settings.topics().availability(), Topics.OFFLINE);
        }
    }
}
