package org.obscura.camera.sinks.http;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** What can be set for a sink that uploads by HTTP. The defaults are read from this type. */
@ObjectClassDefinition(name = "Obscura HTTP sink", description = "Uploads each image by HTTP")
@interface HttpSinkConfig {

    @AttributeDefinition(name = "Address", description = "http or https address of an image, without user name and password. Places, "
            + "whose values are encoded: {file}, {camera}, {device}, {id}, {request}, {format}, {width}, {height}, {path}, {time}, "
            + "{time:PATTERN}", required = false)
    String url() default "";

    @AttributeDefinition(name = "Secret address", description = "The same for an address that holds a secret, such as a presigned one; it "
            + "takes the place of url and is shown nowhere", type = AttributeType.PASSWORD, required = false)
    String _url() default "";

    @AttributeDefinition(name = "Method", description = "put sends the image alone, post a form (multipart/form-data) with it",
            options = {@Option(label = "PUT", value = "put"), @Option(label = "POST", value = "post")})
    String method() default "put";

    @AttributeDefinition(name = "User name", description = "Empty: the server requires none", required = false)
    String username() default "";

    @AttributeDefinition(name = "Password", description = "Sent by Digest where the server offers it, else by Basic. One that the server "
            + "refuses is not sent again until the configuration changes", type = AttributeType.PASSWORD, required = false)
    String _password() default "";

    @AttributeDefinition(name = "Token", description = "Sent as Authorization: Bearer", type = AttributeType.PASSWORD, required = false)
    String _token() default "";

    @AttributeDefinition(name = "Headers", description = "Further headers, each NAME: VALUE, with the places of url. A comma begins "
            + "the next one only if a name and a colon follow",
            required = false)
    String[] headers();

    @AttributeDefinition(name = "Secret header", description = "One further header NAME: VALUE whose value is a secret, such as an API "
            + "key", type = AttributeType.PASSWORD, required = false)
    String _header() default "";

    @AttributeDefinition(name = "Media type", description = "The Content-Type of the image. Empty: that of its format", required = false)
    String content_type() default "";

    @AttributeDefinition(name = "Field of the file", description = "The name of the image in the form of method=post")
    String field() default "file";

    @AttributeDefinition(name = "Further fields", description = "Fields NAME=VALUE of the form of method=post, with the places of url",
            required = false)
    String[] fields();

    @AttributeDefinition(name = "Timeout", description = "How long connecting may take, and how long the server may be silent")
    String timeout() default "30s";

    @AttributeDefinition(name = "Time limit", description = "How long one upload may take")
    String time_limit() default "5m";

    @AttributeDefinition(name = "Check certificates",
            description = "false: any certificate is trusted, so that the password can be read by who stands in between")
    boolean tls_verify() default true;

    @AttributeDefinition(name = "Certificate fingerprint",
            description = "SHA-256 of the server's certificate, which is then trusted alone, also if it signed itself", required = false)
    String tls_fingerprint() default "";

    @AttributeDefinition(name = "Trusted certificates",
            description = "A file with certificates in PEM, or a key store. Empty: the authorities of the JDK", required = false)
    String tls_truststore() default "";

    @AttributeDefinition(name = "Password of the key store", description = "Empty: none", type = AttributeType.PASSWORD,
            required = false)
    String _tls_truststore_password() default "";

    @AttributeDefinition(name = "At once", description = "How many images are delivered at once, each of another camera", min = "1",
            max = "64")
    int parallel() default 1;

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
    String webconsole_configurationFactory_nameHint() default "{url}";
}
