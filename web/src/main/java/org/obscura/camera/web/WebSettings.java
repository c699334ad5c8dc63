package org.obscura.camera.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

import org.obscura.camera.support.config.ConfigReader;
import org.obscura.camera.web.access.JaasRealm;
import org.obscura.camera.web.access.Realm;
import org.obscura.camera.web.access.Users;

/** What the configuration says. */
record WebSettings(Server server, InetAddress address, int port, List<String> hosts, Realm realm, int connections, int viewers,
        int images) {

    /** What serves the site. */
    enum Server {
        JDK, WHITEBOARD
    }

    /**
     * Reads settings; the reader collects what is wrong.
     *
     * @throws IllegalArgumentException if the site must not be opened with them
     */
    static WebSettings read(ConfigReader config) {
        WebSettings settings = new WebSettings(config.choice("server", Server.class), config.read("address", WebSettings::address,
                "an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all"), config.integer("port", 0, 65_535),
                config.texts("hosts"), realm(config), config.integer("connections", 1, 10_000), config.integer("viewers", 1, 1000),
                config.integer("images", 1, 10_000));
        if (!config.sentences().isEmpty()) {
            // what restricts access may be wrong, or have a misspelt key: better no page than one that is open to all
            throw new IllegalArgumentException(String.join("; ", config.sentences()));
        }
        if (settings.server == Server.JDK && !settings.address.isLoopbackAddress() && settings.realm.isEmpty()) {
            throw new IllegalArgumentException("address=" + settings.address.getHostAddress()
                    + " is reachable by others, and no users are configured; configure users or realm, or address=127.0.0.1");
        }
        if (settings.server == Server.WHITEBOARD && settings.realm.isEmpty()) {
            throw new IllegalArgumentException("server=whiteboard may be reachable by others, and no users are configured; configure users"
                    + " or realm");
        }
        return settings;
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("the name is unknown", e);
        }
    }

    private static Realm realm(ConfigReader config) {
        String realm = config.text("realm");
        List<String> users = config.texts("users");
        if (!realm.isEmpty() && !users.isEmpty()) {
            config.reject("both users and realm are configured; use one of them");
        }
        if (!realm.isEmpty()) {
            return new JaasRealm(realm);
        }
        try {
            return new Users(users);
        } catch (IllegalArgumentException e) {
            config.reject("users: " + e.getMessage());
            return new JaasRealm("none"); // not used: the site does not open
        }
    }
}
