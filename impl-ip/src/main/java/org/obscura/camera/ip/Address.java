package org.obscura.camera.ip;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

import org.obscura.camera.Resolution;
import org.obscura.camera.support.config.HostAndPort;
import org.obscura.camera.support.config.Placeholders;
import org.obscura.camera.support.credentials.AddressSecrets;
import org.obscura.camera.support.credentials.Credentials;
import org.obscura.camera.support.text.Printable;

/** The address of a camera, in which the resolution and the credentials may have places. Its text has no credentials in any case. */
final class Address {
    private static final String ONVIF_PATH = "/onvif/device_service";
    private static final String EXAMPLE = ", such as http://192.168.1.20/snapshot.jpg";

    private static final List<String> PLACEHOLDERS = List.of("width", "height", "username", "password");

    private final String template;
    private final boolean onvif;
    private final Credentials credentials;

    private Address(String template, boolean onvif, Credentials credentials) {
        this.template = template;
        this.onvif = onvif;
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
        AddressSecrets.checkHost("url", text);
        if (text.toLowerCase(Locale.ROOT).startsWith("rtsp")) {
            throw new IllegalArgumentException(
                    "'url' begins with rtsp; RTSP streams are for the bundle org.obscura.camera.process with preset=ffmpeg and this "
                            + "address as 'source'");
        }
        AddressSecrets.checkParameters("url", text, AddressSecrets.REMEDY);
        Placeholders.check("url", text, PLACEHOLDERS);
        AddressSecrets.checkPlaces("url", text, credentials);
        String http = text;
        boolean onvif = text.toLowerCase(Locale.ROOT).startsWith("onvif://");
        if (onvif) {
            String host = text.substring("onvif://".length()).replaceFirst("/$", "");
            http = "http://" + (host.contains("/") ? host : host + ONVIF_PATH);
        }
        Address address = new Address(http, onvif, credentials);
        URI uri;
        try {
            uri = new URI(address.fill("1", "1", "u", "p"));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'url' is no address: " + reason(e) + "; it must be one" + EXAMPLE);
        }
        HostAndPort.check("'url'", uri);
        if (uri.getHost() == null || !"http".equalsIgnoreCase(uri.getScheme()) && !"https".equalsIgnoreCase(uri.getScheme())) {
            throw new IllegalArgumentException(
                    "'url' is no address of a camera; it must begin with http://, https:// or onvif:// and name a host" + EXAMPLE);
        }
        return address;
    }

    /** Names the character, since its position is that in the address after placeholders were replaced. */
    private static String reason(URISyntaxException e) {
        if (e.getIndex() < 0 || e.getIndex() >= e.getInput().length() || !e.getReason().startsWith("Illegal character")) {
            return e.getReason();
        }
        String character = e.getInput().substring(e.getIndex(), e.getInput().offsetByCodePoints(e.getIndex(), 1));
        return e.getReason() + ": '" + Printable.of(character) + "', which is written as " + Credentials.encode(character);
    }

    private String fill(String width, String height, String user, String password) {
        return template.replace("{width}", width).replace("{height}", height).replace("{username}", user).replace("{password}", password);
    }

    boolean takesSize() {
        return template.contains("{width}") || template.contains("{height}");
    }

    boolean looksLikeOnvif() {
        return onvif || template.toLowerCase(Locale.ROOT).contains("/onvif/device");
    }

    /** Returns whether the address to use holds the password. */
    boolean hasPassword() {
        return template.contains("{password}");
    }

    /** Returns the address to use; may hold credentials. */
    URI uri(Resolution size) {
        String user = credentials == null ? "" : Credentials.encode(credentials.user());
        String password = credentials == null ? "" : Credentials.encode(credentials.password());
        return URI.create(fill(size == null ? "" : "" + size.width(), size == null ? "" : "" + size.height(), user, password));
    }

    /** Returns the address without credentials. */
    @Override
    public String toString() {
        return template;
    }
}
