package org.obscura.camera.mqtt;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** What can be set for a sink that publishes by MQTT. The defaults are read from this type. */
@ObjectClassDefinition(name = "Obscura MQTT sink", description = "Publishes each image by MQTT 3.1.1")
@interface MqttSinkConfig {

    @AttributeDefinition(name = "Broker", description = "The address of the broker, such as tcp://broker.example:1883, or "
            + "ssl://broker.example:8883 with TLS")
    String broker() default "";

    @AttributeDefinition(name = "User name", description = "Empty: the broker requires none", required = false)
    String username() default "";

    @AttributeDefinition(name = "Password", description = "The password of the user", type = AttributeType.PASSWORD, required = false)
    String _password() default "";

    @AttributeDefinition(name = "Client id", description = "The name by which the broker knows this client, which no other may have. "
            + "Empty: obscura, the name of the machine and that of the configuration", required = false)
    String client_id() default "";

    @AttributeDefinition(name = "Prefix", description = "What all topics begin with. Empty: obscura/ and the name of the machine. Topics: "
            + "PREFIX/availability, PREFIX/CAMERA/image, PREFIX/CAMERA/event, PREFIX/CAMERA/capture", required = false)
    String prefix() default "";

    @AttributeDefinition(name = "Payload", description = "What is published for an image: its bytes to PREFIX/CAMERA/image, a description "
            + "in JSON to PREFIX/CAMERA/event, or both",
            options = {@Option(label = "bytes and JSON", value = "both"),
                    @Option(label = "bytes", value = "image"), @Option(label = "JSON", value = "json")})
    String payload() default "both";

    @AttributeDefinition(name = "Retain", description = "Whether the broker keeps the last image of each camera for later subscribers")
    boolean retain() default false;

    @AttributeDefinition(name = "Commands", description = "Whether a message to PREFIX/CAMERA/capture captures an image. Who may publish "
            + "there is decided by the broker")
    boolean commands() default false;

    @AttributeDefinition(name = "Discovery", description = "The prefix of Home Assistant's discovery, usually homeassistant. Empty: none",
            required = false)
    String discovery() default "";

    @AttributeDefinition(name = "Timeout", description = "How long connecting, and the acknowledgement of a message, may take")
    String timeout() default "30s";

    @AttributeDefinition(name = "Keep alive", description = "The broker reports this client as offline after one and a half times this "
            + "without a sign of it")
    String keep_alive() default "60s";

    @AttributeDefinition(name = "Check certificates",
            description = "false: any certificate is trusted, so that the password can be read by who stands in between")
    boolean tls_verify() default true;

    @AttributeDefinition(name = "Certificate fingerprint",
            description = "SHA-256 of the broker's certificate, which is then trusted alone, also if it signed itself", required = false)
    String tls_fingerprint() default "";

    @AttributeDefinition(name = "Trusted certificates",
            description = "A file with certificates in PEM, or a key store. Empty: the authorities of the JDK", required = false)
    String tls_truststore() default "";

    @AttributeDefinition(name = "Password of the key store", description = "Empty: none", type = AttributeType.PASSWORD,
            required = false)
    String _tls_truststore_password() default "";

    @AttributeDefinition(name = "Cameras", description = "The ids of the cameras whose images are delivered. Empty: all",
            required = false)
    String[] cameras();

    @AttributeDefinition(name = "Delete after delivery", description = "Whether an image is deleted once each sink has acknowledged it")
    boolean delete_after_delivery() default false;

    @AttributeDefinition(name = "First pause", description = "The pause after the first failure; each further one is twice as long")
    String retry_delay() default "5s";

    @AttributeDefinition(name = "Longest pause", description = "The longest pause after a failure")
    String retry_max() default "10m";

    @AttributeDefinition(name = "Attempts", description = "After how many attempts an image is given up. 0: never")
    int attempts() default 0;

    @AttributeDefinition(name = "Limit of the outbox", description = "How many images may wait; one more gives the oldest one up",
            min = "1")
    int outbox_limit() default 10_000;

    @AttributeDefinition(name = "Warn after", description = "How long an image may wait before the health check warns")
    String warn_after() default "1h";

    @AttributeDefinition(name = "Name hint", description = "How a console lists the configuration")
    String webconsole_configurationFactory_nameHint() default "{broker}";
}
