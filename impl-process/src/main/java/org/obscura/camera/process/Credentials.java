package org.obscura.camera.process;

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
record Credentials(String user, String password) {
    private static final Pattern IN_ADDRESS = Pattern.compile("//[^/@\\s]+@");

    /** Returns both in the form that an address has them. */
    String inAddress() {
        return encode(user) + ":" + encode(password) + "@";
    }

    /** Returns both in the form that a header of HTTP has them, as programs print it with their requests. */
    private String basic() {
        return Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Removes credentials from what a program printed. */
    static String clean(String line, Credentials credentials) {
        String clean = IN_ADDRESS.matcher(line).replaceAll("//");
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
