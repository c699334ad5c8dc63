package org.obscura.camera.support.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A challenge of the header {@code WWW-Authenticate} (RFC 7235).
 *
 * @param scheme in lower case, such as {@code digest}
 * @param parameters names in lower case and values
 */
record Challenge(String scheme, Map<String, String> parameters) {
    private static final Pattern SCHEME = Pattern.compile("(?:^|,)\\s*([a-zA-Z][a-zA-Z0-9-]*)(?=\\s+[a-zA-Z0-9_-]+\\s*=|\\s*(?:,|$))");
    private static final Pattern PARAMETER = Pattern.compile("([a-zA-Z0-9_-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^,\\s]*))");

    /** Reads the headers of a response, each of which may hold several challenges. */
    static List<Challenge> parse(List<String> headers) {
        List<Challenge> all = new ArrayList<>();
        for (String header : headers) {
            String unquoted = blankQuoted(header);
            List<int[]> found = new ArrayList<>();
            Matcher schemes = SCHEME.matcher(unquoted);
            while (schemes.find()) {
                found.add(new int[] {schemes.start(1), schemes.end(1)});
            }
            for (int i = 0; i < found.size(); i++) {
                int end = i + 1 < found.size() ? found.get(i + 1)[0] : header.length();
                String scheme = header.substring(found.get(i)[0], found.get(i)[1]).toLowerCase(Locale.ROOT);
                all.add(new Challenge(scheme, parameters(header.substring(found.get(i)[1], end))));
            }
        }
        return all;
    }

    /** Returns the header with quotes in place of what is quoted: a realm may hold commas and words that look like schemes. */
    private static String blankQuoted(String header) {
        StringBuilder plain = new StringBuilder(header);
        Matcher quoted = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"").matcher(header);
        while (quoted.find()) {
            for (int i = quoted.start(); i < quoted.end(); i++) {
                plain.setCharAt(i, '"');
            }
        }
        return plain.toString();
    }

    private static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new HashMap<>();
        Matcher m = PARAMETER.matcher(text);
        while (m.find()) {
            parameters.putIfAbsent(m.group(1).toLowerCase(Locale.ROOT), m.group(2) != null ? m.group(2) : m.group(3));
        }
        return parameters;
    }

    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    /** Returns the algorithm as it was sent; MD5 where none is named. */
    String algorithm() {
        return parameters.getOrDefault("algorithm", "MD5");
    }

    boolean isSession() {
        return algorithm().toLowerCase(Locale.ROOT).endsWith("-sess");
    }

    /** Returns the JDK's name of the hash function, or null if it is not supported. */
    String hash() {
        return switch (algorithm().toUpperCase(Locale.ROOT).replace("-SESS", "")) {
            case "MD5" -> "MD5";
            case "SHA-256" -> "SHA-256";
            case "SHA-512-256" -> "SHA-512/256";
            default -> null;
        };
    }

    boolean isStale() {
        return parameter("stale").equalsIgnoreCase("true");
    }

    /** Returns whether the quality of protection "auth" is offered; without any the form of RFC 2069 is used. */
    boolean offersAuth() {
        return ("," + parameter("qop").replace(" ", "") + ",").toLowerCase(Locale.ROOT).contains(",auth,");
    }

    /** Returns how good it is; negative if it cannot be answered. A camera that has nothing but "auth-int" cannot be answered. */
    int strength() {
        return switch (scheme) {
            case "basic" -> 0;
            case "digest" -> hash() == null || parameters.containsKey("qop") && !offersAuth() ? -1 : hash().equals("MD5") ? 1 : 2;
            default -> -1;
        };
    }
}
