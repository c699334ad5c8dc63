package org.obscura.camera.ip;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.obscura.camera.Resolution;
import org.obscura.camera.support.credentials.Credentials;

/** The address of a camera, in which the resolution and the credentials may have places. Its text has no credentials in any case. */
final class Address {
    private static final String ONVIF_PATH = "/onvif/device_service";
    private static final String EXAMPLE = ", such as http://192.168.1.20/snapshot.jpg";

    private final String template;
    private final Credentials credentials;

    private Address(String template, Credentials credentials) {
        this.template = template;
        this.credentials = credentials;
    }

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException with a clause that says what is wrong and what would be right, and repeats no credentials
     */
    static Address parse(String text, Credentials credentials) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException(
                    "'url' is missing; it must be the address of the camera's image, stream or ONVIF service" + EXAMPLE);
        }
        if (text.matches("(?i)[a-z+]+://[^/?#]*@.*")) {
            throw new IllegalArgumentException(
                    "'url' holds a user name or a password before the '@', where others can read them; put them into 'username' and "
                            + "'.password'");
        }
        if (text.toLowerCase(Locale.ROOT).startsWith("rtsp")) {
            throw new IllegalArgumentException(
                    "'url' begins with rtsp; RTSP streams are for the bundle org.obscura.camera.process with preset=ffmpeg and this "
                            + "address as 'source'");
        }
        if (credentials == null && (text.contains("{username}") || text.contains("{password}"))) {
            throw new IllegalArgumentException("'url' has a place for credentials, but 'username' and '.password' are not set");
        }
        String http = text;
        if (text.toLowerCase(Locale.ROOT).startsWith("onvif://")) {
            String host = text.substring("onvif://".length());
            http = "http://" + (host.contains("/") ? host : host + ONVIF_PATH);
        }
        Address address = new Address(http, credentials);
        URI uri;
        try {
            uri = new URI(address.fill("1", "1", "u", "p"));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "'url' is no address: " + e.getReason() + " at character " + e.getIndex() + "; it must be one" + EXAMPLE);
        }
        if (uri.getHost() == null || !"http".equalsIgnoreCase(uri.getScheme()) && !"https".equalsIgnoreCase(uri.getScheme())) {
            throw new IllegalArgumentException(
                    "'url' is no address of a camera; it must begin with http://, https:// or onvif:// and name a host" + EXAMPLE);
        }
        return address;
    }

    private String fill(String width, String height, String user, String password) {
        return template.replace("{width}", width).replace("{height}", height).replace("{username}", user).replace("{password}", password);
    }

    boolean takesSize() {
        return template.contains("{width}") || template.contains("{height}");
    }

    boolean looksLikeOnvif() {
        return template.toLowerCase(Locale.ROOT).contains("/onvif/device");
    }

    /** Returns whether the address to use holds the password. */
    boolean hasPassword() {
        return template.contains("{password}");
    }

    /** Returns the address to use; may hold credentials. */
    URI uri(Resolution size) {
        String user = credentials == null ? "" : encode(credentials.user());
        String password = credentials == null ? "" : encode(credentials.password());
        return URI.create(fill(size == null ? "" : "" + size.width(), size == null ? "" : "" + size.height(), user, password));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Returns the address without credentials. */
    @Override
    public String toString() {
        return template;
    }
}
