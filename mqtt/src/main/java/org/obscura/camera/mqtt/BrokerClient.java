package org.obscura.camera.mqtt;

import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import javax.net.ssl.SSLException;

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
import org.obscura.camera.support.config.Durations;
import org.osgi.service.log.Logger;

/** A client of the broker for one connection. Each step waits until the broker has acknowledged it, and says why it has not. */
final class BrokerClient {
    private static final long END_MILLIS = 2_000;

    private final String sink;
    private final MqttSettings settings;
    private final Logger log;
    private final MqttAsyncClient client;

    /** One step of the client. */
    private interface Step {
        void start(IMqttActionListener listener) throws MqttException;
    }

    /** @param sink the name of the sink, for the log */
    BrokerClient(String sink, MqttSettings settings, Logger log) throws MqttException {
        this.sink = sink;
        this.settings = settings;
        this.log = log;
        this.client = new MqttAsyncClient(settings.broker().toString(), settings.clientId(), new MemoryPersistence());
    }

    /**
     * Connects.
     *
     * @param lost receives the cause when the connection is lost; null: the broker gave none
     * @param arrived receives the topic and message of what the broker sends
     */
    void connect(Consumer<Throwable> lost, BiConsumer<String, MqttMessage> arrived) throws DeliveryException, InterruptedException {
        client.setCallback(new MqttCallback() {
            @Override
            public void connectionLost(Throwable cause) {
                lost.accept(cause);
            }

            @Override
            public void messageArrived(String topic, MqttMessage message) {
                arrived.accept(topic, message);
            }

            @Override
            public void deliveryComplete(IMqttDeliveryToken token) {
                // each publication has a listener of its own
            }
        });
        await(listener -> client.connect(options(), null, listener));
    }

    private MqttConnectOptions options() {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setCleanSession(true);
        options.setConnectionTimeout((int) Math.max(1, settings.timeout().toSeconds()));
        options.setKeepAliveInterval((int) settings.keepAlive().toSeconds());
        options.setWill(settings.topics().availability(), Topics.OFFLINE, 1, true);
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

    boolean isConnected() {
        return client.isConnected();
    }

    /** Subscribes to a topic with quality of service 1. */
    void subscribe(String topic) throws DeliveryException, InterruptedException {
        await(listener -> client.subscribe(topic, 1, null, listener));
    }

    /** Publishes a message with quality of service 1. */
    void publish(String topic, byte[] payload, boolean retained) throws DeliveryException, InterruptedException {
        await(listener -> client.publish(topic, payload, 1, retained, null, listener));
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
                    + Durations.format(settings.timeout()) + " (timeout)", e);
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
        if (cause instanceof UnknownHostException) {
            return "no host of that name is known; correct 'broker', or check the network";
        }
        return cause == null ? String.valueOf(e.getMessage()) : e.getMessage() + " (" + cause.getMessage() + ")";
    }

    /** Publishes a last message, and ends the connection. */
    void endWith(String topic, byte[] payload) {
        try {
            // at once and without an answer: the last will is not published after an orderly end
            client.publish(topic, payload, 1, true).waitForCompletion(END_MILLIS);
        } catch (MqttException e) {
            log.debug("Sink {}: {}", sink, e.getMessage());
        }
        end();
    }

    /** Ends the connection. */
    void end() {
        try {
            client.disconnectForcibly(0, END_MILLIS, false);
        } catch (MqttException e) {
            log.debug("Sink {}: {}", sink, e.getMessage()); // it was not connected
        }
        try {
            client.close(true);
        } catch (MqttException e) {
            log.debug("Sink {}: {}", sink, e.getMessage());
        }
    }
}
