package org.obscura.camera.support.credentials;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds passwords in the text of an address, where logs, lists of processes and pages show them. */
public final class AddressSecrets {
    /** What to do about a password in an address that has places for credentials. */
    public static final String REMEDY = "write {password} in its place, and set 'username' and '.password'";

    private static final String PLACE = "{password}";

    private static final Pattern BEFORE_HOST = Pattern.compile("(?i)\\b[a-z][a-z0-9+.-]*://[^/?#\\s]*@");
    /** As a parameter, or within the path as cameras of Xiongmai have it. */
    private static final Pattern PARAMETER = Pattern
            .compile("(?i)(?<![a-z0-9])(pass|passwd|password|pwd)=(?!\\{password\\})([^&_/?#;\\s]+)");

    private AddressSecrets() {
    }

    /**
     * Fails if an address holds a user name or a password before its host.
     *
     * @param key the key of the configuration
     * @param text the address, or a text with addresses
     * @throws IllegalArgumentException with a clause that says what is wrong and what would be right, and repeats no secret
     */
    public static void checkHost(String key, String text) {
        if (BEFORE_HOST.matcher(text).find()) {
            throw new IllegalArgumentException("'" + key + "' holds a user name or a password before the '@', where others can read them; "
                    + "put them into 'username' and '.password'");
        }
    }

    /**
     * Fails if an address holds a password as a parameter.
     *
     * @param key the key of the configuration
     * @param text the address, or a text with addresses
     * @param remedy what to do instead
     * @throws IllegalArgumentException with a clause that says what is wrong and what would be right, and repeats no secret
     */
    public static void checkParameters(String key, String text, String remedy) {
        Matcher parameter = PARAMETER.matcher(text);
        if (parameter.find()) {
            throw new IllegalArgumentException("'" + key + "' holds a password behind '" + parameter.group(1) + "=', where others can read "
                    + "it; " + remedy);
        }
    }

    /**
     * Returns whether a text has a place for a user name or a password.
     *
     * @param text the text
     * @return whether it has
     */
    public static boolean hasPlaces(String text) {
        return text.contains("{username}") || text.contains(PLACE);
    }

    /**
     * Fails if an address has a place for credentials and there are none.
     *
     * @param key the key of the configuration
     * @param text the address
     * @param credentials the credentials, or null
     * @throws IllegalArgumentException with a clause that says what is missing
     */
    public static void checkPlaces(String key, String text, Credentials credentials) {
        if (credentials == null && hasPlaces(text)) {
            throw new IllegalArgumentException("'" + key + "' has a place for credentials, but 'username' and '.password' are not set");
        }
    }

    /**
     * Replaces passwords by their place.
     *
     * @param address the address
     * @return the address, with {@code {password}} for each password that is a parameter
     */
    public static String withPlaces(String address) {
        return PARAMETER.matcher(address).replaceAll("$1=" + Matcher.quoteReplacement(PLACE));
    }
}
