package org.obscura.camera.mqtt;

import java.net.ConnectException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

import javax.net.ssl.SSLException;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.obscura.camera.DeliveryException;
import org.osgi.service.log.Logger;

/**
 * The connection with the broker, which one thread keeps: connects, again after an end, announces, and subscribes to commands. The outbox
 * keeps what is not acknowledged, so the client keeps nothing.
 */
final class MqttConnection implements AutoCloseable {
    private static final byte[] ONLINE = "online".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OFFLINE = "offline".getBytes(StandardCharsets.UTF_8);
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
    private MqttAsyncClient client;
    @GuardedBy("this")
    private String problem = "the connection is not made yet";
    @GuardedBy("this")
    private boolean changed;
    @GuardedBy("this")
    private boolean closed;
    /** Cameras of which the broker has been informed. Used by the thread alone. */
    private final Set<String> announced = new HashSet<>();

    /** One step of the client. */
    private interface Step {
        void start(IMqttActionListener listener) throws MqttException;
    }

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

    private synchronized void lost(MqttAsyncClient which, Throwable cause) {
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
                MqttAsyncClient next = connect();
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

    private synchronized boolean isUsed(MqttAsyncClient which) {
        return !closed && client == which;
    }

    private synchronized void setProblem(String text) {
        problem = text;
    }

    private synchronized void awaitChange(MqttAsyncClient which) throws InterruptedException {
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

    private MqttAsyncClient connect() throws MqttException, DeliveryException, InterruptedException {
        MqttAsyncClient next = new MqttAsyncClient(settings.broker().toString(), settings.clientId(), new MemoryPersistence());
        boolean done = false;
        try {
            next.setCallback(new MqttCallback() {
                @Override
                public void connectionLost(Throwable cause) {
                    lost(next, cause);
                }

                @Override
                public void messageArrived(String topic, MqttMessage message) {
                    arrived(topic, message);
                }

                @Override
                public void deliveryComplete(IMqttDeliveryToken token) {
                    // each publication has a listener of its own
                }
            });
            await(listener -> next.connect(options(), null, listener));
            if (settings.commands()) {
                await(listener -> next.subscribe(settings.topics().captures(), 1, null, listener));
            }
            publish(next, settings.topics().availability(), ONLINE, true);
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
                end(next);
            }
        }
    }

    private MqttConnectOptions options() {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setCleanSession(true);
        options.setConnectionTimeout((int) Math.max(1, settings.timeout().toSeconds()));
        options.setKeepAliveInterval((int) settings.keepAlive().toSeconds());
        options.setWill(settings.topics().availability(), OFFLINE, 1, true);
        if (settings.credentials() != null) {
            options.setUserName(settings.credentials().user());
            options.setPassword(settings.credentials().password().toCharArray());
        }
        if (settings.tls() != null) {
            options.setSocketFactory(settings.tls().sockets());
            options.setHttpsHostnameVerificationEnabled(settings.tls().checksHost());
        }
        return options;
    }

    private void announceCameras(MqttAsyncClient which) throws DeliveryException, InterruptedException {
        if (settings.discovery().isEmpty()) {
            return;
        }
        for (String camera : cameras.get()) {
            if (!announced.contains(camera)) {
                for (Map.Entry<String, byte[]> message : Discovery.messages(settings, camera).entrySet()) {
                    publish(which, message.getKey(), message.getValue(), true);
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
        MqttAsyncClient open;
        synchronized (this) {
            open = client;
            if (open == null) {
                throw DeliveryException.temporary("There is no connection with the broker " + settings.broker() + ": " + problem,
                        (Throwable) null);
            }
        }
        try {
            publish(open, topic, payload, retained);
        } catch (DeliveryException e) {
            lost(open, e); // what is not acknowledged must not be acknowledged later, when it is published again
            end(open);
            throw e;
        }
    }

    private void publish(MqttAsyncClient open, String topic, byte[] payload, boolean retained)
            throws DeliveryException, InterruptedException {
        await(listener -> open.publish(topic, payload, 1, retained, null, listener));
    }

    private void await(Step step) throws DeliveryException, InterruptedException {
        CompletableFuture<Void> result = new CompletableFuture<>();
        try {
            step.start(new IMqttActionListener() {
                @Override
                public void onSuccess(IMqttToken token) {
                    result.complete(null);
                }

                @Override
                public void onFailure(IMqttToken token, Throwable cause) {
                    result.completeExceptionally(cause);
                }
            });
            result.get(settings.timeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (MqttException e) {
            throw DeliveryException.temporary("The broker " + settings.broker() + " did not take the message: " + reason(e), e);
        } catch (ExecutionException e) {
            throw DeliveryException.temporary("The broker " + settings.broker() + " failed: " + reason(e.getCause()), e.getCause());
        } catch (TimeoutException e) {
            throw DeliveryException.temporary("The broker " + settings.broker() + " did not acknowledge within "
                    + settings.timeout().toSeconds() + " s (timeout)", e);
        }
    }

    private String reason(Throwable e) {
        Throwable cause = e.getCause();
        if (cause instanceof SSLException refused && settings.tls() != null) {
            return settings.tls().problem(settings.broker().getAuthority(), refused);
        }
        if (settings.tls() != null && cause instanceof SocketException && !(cause instanceof ConnectException)) {
            return cause.getMessage() + "; a port that does not speak TLS ends connections, too";
        }
        return cause == null ? String.valueOf(e.getMessage()) : e.getMessage() + " (" + cause.getMessage() + ")";
    }

    private void end(MqttAsyncClient which) {
        try {
            which.disconnectForcibly(0, CLOSE_MILLIS, false);
        } catch (MqttException e) {
            log.debug("Sink {}: {}", name, e.getMessage()); // it was not connected
        }
        try {
            which.close(true);
        } catch (MqttException e) {
            log.debug("Sink {}: {}", name, e.getMessage());
        }
    }

    /** Announces the end, and ends the connection. */
    @Override
    public void close() {
        MqttAsyncClient open;
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
            try {
                // at once and without an answer: the last will is not published after an orderly end
                open.publish(settings.topics().availability(), OFFLINE, 1, true).waitForCompletion(CLOSE_MILLIS);
            } catch (MqttException e) {
                log.debug("Sink {}: {}", name, e.getMessage());
            }
            end(open);
        }
    }
}
