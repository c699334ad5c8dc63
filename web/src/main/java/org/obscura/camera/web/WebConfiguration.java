package org.obscura.camera.web;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The configuration of the site. Its defaults are the only ones: {@link WebSettings} reads them from this type. */
@ObjectClassDefinition(name = "Obscura web page",
        description = "A page with live view, gallery and controls, and an HTTP API. Nothing is opened without this configuration")
@interface WebConfiguration {
    /** The PID. */
    String PID = "org.obscura.camera.web";

    @AttributeDefinition(name = "Server", description = "The server: that of the JDK, which needs nothing else; or the HTTP Whiteboard of"
            + " the framework, with its port, TLS and address",
            options = {@Option(label = "JDK", value = "jdk"), @Option(label = "HTTP Whiteboard", value = "whiteboard")})
    String server() default "jdk";

    @AttributeDefinition(name = "Address", description = "The address that the server of the JDK listens on. Another one than the loopback"
            + " needs users or a realm, and the names under which clients know this machine (hosts)")
    String address() default "127.0.0.1";

    @AttributeDefinition(name = "Port", description = "The port that the server of the JDK listens on. 0: the system chooses one",
            min = "0",
            max = "65535")
    int port() default 8090;

    @AttributeDefinition(name = "Hosts", description = "Names and addresses under which clients know this machine, beside localhost,"
            + " 127.0.0.1 and [::1], such as gateway.local", required = false)
    String[] hosts();

    @AttributeDefinition(name = "Users", description = "Users, each NAME ROLE HASH; a role is view, operate or configure. Empty, and no"
            + " realm: everything is permitted, on the loopback address alone", required = false)
    String[] users();

    @AttributeDefinition(name = "Realm", description = "A JAAS realm whose users are admitted, such as karaf; its roles viewer, manager and"
            + " admin are view, operate and configure", required = false)
    String realm() default "";

    @AttributeDefinition(name = "Connections",
            description = "How many requests the server of the JDK serves at once, live views among them",
            min = "1", max = "10000")
    int connections() default 100;

    @AttributeDefinition(name = "Viewers", description = "How many live views there may be at once, and as many clients that follow events",
            min = "1", max = "1000")
    int viewers() default 16;

    @AttributeDefinition(name = "Images", description = "How many images of each camera the gallery lists", min = "1", max = "10000")
    int images() default 200;
}
