package org.obscura.camera.ip;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** What can be set for a network camera. The defaults are read from this type. */
@ObjectClassDefinition(name = "Obscura network camera", description = "A camera in the network: HTTP still image, HTTP MJPEG or ONVIF")
@interface IpCameraConfig {

    @AttributeDefinition(name = "Address",
            description = "http, https or onvif address of the still image, the MJPEG stream or the ONVIF service, without "
                    + "user name and password. {width} and {height} are replaced by the resolution, {username} and {password} by "
                    + "the credentials")
    String url() default "";

    @AttributeDefinition(name = "Type", description = "What the address delivers. auto: as the camera's answer shows", options = {
            @Option(label = "auto", value = "auto"), @Option(label = "still image", value = "still"),
            @Option(label = "MJPEG stream", value = "mjpeg"),
            @Option(label = "ONVIF service", value = "onvif")})
    String type() default "auto";

    @AttributeDefinition(name = "User name", description = "Empty: the camera requires none")
    String username() default "";

    @AttributeDefinition(name = "Password",
            description = "Sent by Digest where the camera offers it, else by Basic. One that the camera refuses is not sent "
                    + "again until url, type, username or .password changes",
            type = AttributeType.PASSWORD)
    String _password() default "";

    @AttributeDefinition(name = "Latency",
            description = "The most time that passes between an exposure and the arrival of the image. Images that arrive "
                    + "earlier than this after a request are not used for it, since they may be older")
    String latency() default "300ms";

    @AttributeDefinition(name = "Timeout", description = "How long connecting may take, and how long the camera may be silent")
    String timeout() default "5s";

    @AttributeDefinition(name = "Largest image", description = "The most bytes that an image may have, such as 16MB")
    String image_limit() default "16MB";

    @AttributeDefinition(name = "Resolutions",
            description = "Sizes WIDTHxHEIGHT that can be put into the address, the preferred one first. Empty: the "
                    + "camera has one size")
    String[] resolutions() default {};

    @AttributeDefinition(name = "Profile",
            description = "Token or name of the ONVIF media profile. Empty: the one of the requested size, else the first")
    String profile() default "";

    @AttributeDefinition(name = "Time to settle",
            description = "How long the camera needs until it exposes with controls that were set (ONVIF Imaging), such as 500ms")
    String controls_settle() default "500ms";

    @AttributeDefinition(name = "Restore controls",
            description = "Whether controls that were set become what they were when the camera was opened, once it is closed")
    boolean controls_restore() default true;

    @AttributeDefinition(name = "Check certificates",
            description = "false: any certificate is trusted, so that the password can be read by who stands in between")
    boolean tls_verify() default true;

    @AttributeDefinition(name = "Certificate fingerprint",
            description = "SHA-256 of the camera's certificate, which is then trusted alone, also if it signed itself")
    String tls_fingerprint() default "";

    @AttributeDefinition(name = "Trusted certificates",
            description = "A file with certificates in PEM, or a key store. Empty: the authorities of the JDK")
    String tls_truststore() default "";

    @AttributeDefinition(name = "Password of the key store", description = "Empty: none", type = AttributeType.PASSWORD)
    String _tls_truststore_password() default "";

    @AttributeDefinition(name = "Name", description = "Name for people. Empty: made from the name of the configuration")
    String name() default "";

    @AttributeDefinition(name = "Position", description = "Where the camera looks",
            options = {@Option(label = "not known", value = "unspecified"),
                    @Option(label = "away from the user", value = "back"), @Option(label = "at the user", value = "front")})
    String position() default "unspecified";

    @AttributeDefinition(name = "Orientation", description = "Degrees by which an image must be turned clockwise to stand upright",
            options = {
                    @Option(label = "0", value = "0"), @Option(label = "90", value = "90"), @Option(label = "180", value = "180"),
                    @Option(label = "270", value = "270")})
    int orientation() default 0;

    @AttributeDefinition(name = "Service ranking", description = "The device of the highest ranking is used first")
    int service_ranking() default 50;

    @AttributeDefinition(name = "Name hint", description = "How a console lists the configuration")
    String webconsole_configurationFactory_nameHint() default "{url}";
}
