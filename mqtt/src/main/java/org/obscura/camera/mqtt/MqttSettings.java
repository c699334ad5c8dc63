package org.obscura.camera.mqtt;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;

import org.obscura.camera.support.config.ConfigReader;
import org.obscura.camera.support.config.HostAndPort;
import org.obscura.camera.support.credentials.AddressSecrets;
import org.obscura.camera.support.credentials.Credentials;
import org.obscura.camera.support.http.HttpOptions;
import org.obscura.camera.support.http.Tls;

/**
 * The configuration of an MQTT sink.
 *
 * @param broker {@code tcp://HOST:PORT} or {@code ssl://HOST:PORT}
 * @param credentials the credentials, or null
 * @param tls trusts certificates; null without TLS
 * @param clientId the name by which the broker knows this client
 * @param topics the names of topics
 * @param payload what is published
 * @param retain whether the broker keeps the last image
 * @param commands whether messages capture
 * @param discovery the prefix of Home Assistant's discovery; "" for none
 * @param timeout how long connecting and an acknowledgement may take
 * @param keepAlive the interval of signs of life
 */
record MqttSettings(URI broker, Credentials credentials, Tls tls, String clientId, Topics topics, Payload payload, boolean retain,
        boolean commands, String discovery, Duration timeout, Duration keepAlive) {
    private static final String EXAMPLE = ", such as tcp://broker.example:1883 or ssl://broker.example:8883";
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** What is published for an image. */
    enum Payload {
        BOTH, IMAGE, JSON
    }

    /**
     * Reads a configuration.
     *
     * @param name the name of the sink
     * @throws IllegalArgumentException if there can be no sink: the clause says why and what would be right
     */
    static MqttSettings read(ConfigReader reader, String name) {
        URI broker = broker(reader.text("broker"));
        boolean encrypts = broker.getScheme().equals("ssl");
        if (!encrypts && (!reader.flag("tls.verify") || !(reader.text("tls.fingerprint") + reader.text("tls.truststore")).isEmpty())) {
            reader.reject("the keys 'tls.' have no effect, since 'broker' begins with tcp://; write ssl://, or remove them");
        }
        String host = host();
        String id = reader.text("client.id");
        String prefix = reader.text("prefix");
        return new MqttSettings(broker, HttpOptions.credentials(reader), encrypts ? HttpOptions.tls(reader) : null,
                id.isEmpty() ? "obscura-" + host + "-" + name : id, Topics.of(prefix.isEmpty() ? "obscura/" + Topics.level(host) : prefix),
                reader.choice("payload", Payload.class), reader.flag("retain"), reader.flag("commands"), reader.text("discovery"),
                reader.duration("timeout", Duration.ofMillis(100), Duration.ofHours(1), SECOND),
                reader.duration("keep.alive", SECOND, Duration.ofHours(18), SECOND));
    }

    private static URI broker(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("'broker' is missing; it must be the address of an MQTT broker" + EXAMPLE);
        }
        AddressSecrets.checkHost("broker", text);
        String shown = text.contains("@") ? "'broker'" : "broker=" + text;
        URI uri;
        try {
            uri = URI.create(text.replaceFirst("(?i)^mqtt://", "tcp://").replaceFirst("(?i)^mqtts://", "ssl://"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(shown + " is no address; it must be one" + EXAMPLE, e);
        }
        HostAndPort.check(shown, uri);
        if (uri.getHost() == null || !"tcp".equals(uri.getScheme()) && !"ssl".equals(uri.getScheme())) {
            throw new IllegalArgumentException(shown + " is no address of a broker; it must begin with tcp:// or ssl:// and name a host"
                    + EXAMPLE);
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("ssl") ? 8883 : 1883;
        return URI.create(uri.getScheme() + "://" + uri.getHost() + ":" + port);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName().replaceFirst("\\..*", "");
        } catch (UnknownHostException e) {
            return "camera";
        }
    }
}
