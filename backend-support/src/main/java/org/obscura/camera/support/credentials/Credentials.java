package org.obscura.camera.support.credentials;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A user name and a password.
 *
 * @param user the user name
 * @param password the password
 */
public record Credentials(String user, String password) {
    private static final Pattern IN_ADDRESS = Pattern.compile("//[^/@\\s]+@");

    /**
     * Returns both in the form that an address has them.
     *
     * @return the part of the address before its host
     */
    public String inAddress() {
        return encode(user) + ":" + encode(password) + "@";
    }

    /** Returns both in the form that a header of HTTP has them, as programs print it with their requests. */
    private String basic() {
        return Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Encodes a text for an address.
     *
     * @param text the text
     * @return the text, with an escape for each character that has a meaning in an address
     */
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * Removes credentials from a text that comes from outside.
     *
     * @param text what a program printed or a server sent
     * @param credentials those that it may hold, or null
     * @return the text without them and without those before the host of an address
     */
    public static String clean(String text, Credentials credentials) {
        String clean = IN_ADDRESS.matcher(text).replaceAll("//");
        if (credentials != null && !credentials.password().isEmpty()) {
            clean = clean.replace(credentials.basic(), "***").replace(encode(credentials.password()), "***")
                    .replace(credentials.password(), "***");
        }
        return clean;
    }

    /** Returns a text without the values, so that no message can hold them. */
    @Override
    public String toString() {
        return "Credentials[hidden]";
    }
}
