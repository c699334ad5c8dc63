package org.obscura.camera.sinks.http;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import org.obscura.camera.ImageDelivery;
import org.obscura.camera.Resolution;
import org.obscura.camera.support.config.ConfigReader;
import org.obscura.camera.support.config.HostAndPort;
import org.obscura.camera.support.credentials.AddressSecrets;
import org.obscura.camera.support.credentials.Credentials;
import org.obscura.camera.support.http.Authentication;
import org.obscura.camera.support.http.HttpClient;
import org.obscura.camera.support.http.HttpOptions;
import org.obscura.camera.support.sink.ImageTemplate;

/**
 * The configuration of an HTTP sink.
 *
 * @param client makes the requests
 * @param url the address
 * @param target the address without what is secret
 * @param method how an image is sent
 * @param headers further headers
 * @param contentType the media type; "" for that of the format
 * @param field the name of the image in a form
 * @param fields further fields of a form
 * @param timeLimit how long an upload may take
 */
record HttpSinkSettings(HttpClient client, ImageTemplate url, String target, Method method, Map<String, ImageTemplate> headers,
        String contentType, String field, Map<String, ImageTemplate> fields, Duration timeLimit) {
    private static final String EXAMPLE = ", such as http://archive.example/images/{camera}/{file}";
    private static final String HEADER_NAME = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final String HEADER = "NAME: VALUE";
    private static final List<String> OWN_HEADERS = List.of("host", "content-length", "content-type", "connection", "transfer-encoding");
    private static final ImageDelivery SAMPLE = new ImageDelivery("id", "camera", 1, "device", Path.of("file.jpg"), "jpeg",
            new Resolution(1, 1), Instant.EPOCH, 1);
    /** Another image of the same camera, later by each unit of time. */
    private static final ImageDelivery NEXT_SAMPLE = new ImageDelivery("id2", "camera", 2, "device", Path.of("file2.jpg"), "jpeg",
            new Resolution(1, 1), Instant.parse("1971-02-03T02:03:04.567891Z"), 1);
    private static final Pattern ONE_FILE = Pattern.compile("latest|current|newest", Pattern.CASE_INSENSITIVE);
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** How an image is sent. */
    enum Method {
        PUT, POST
    }

    /**
     * Reads a configuration.
     *
     * @param name the name of the sink
     * @throws IllegalArgumentException if there can be no sink: the clause says why and what would be right
     */
    static HttpSinkSettings read(ConfigReader reader, String name) {
        String secret = reader.secret(".url").strip();
        String text = secret.isEmpty() ? reader.text("url") : secret;
        ImageTemplate url = address(text, secret.isEmpty() ? "url" : ".url");
        URI sample = uri(url, SAMPLE);
        Method method = reader.choice("method", Method.class);
        String token = reader.secret(".token");
        if (!token.isEmpty() && !reader.text("username").isEmpty()) {
            throw new IllegalArgumentException("both '.token' and 'username' are set; use one of them");
        }
        Authentication authentication = new Authentication("The server of sink " + name, HttpOptions.credentials(reader));
        HttpClient client = new HttpClient("The server of sink " + name, authentication, HttpOptions.tls(reader),
                reader.duration("timeout", Duration.ofMillis(100), Duration.ofHours(1), SECOND), !secret.isEmpty());
        Map<String, ImageTemplate> headers = headers(reader, token);
        if (method == Method.PUT) {
            checkReplacement(reader, secret.isEmpty() ? "url" : ".url", url, headers);
        }
        return new HttpSinkSettings(client, url, secret.isEmpty() ? text.replaceFirst("\\?.*", "")
                : sample.getScheme() + "://" + sample.getAuthority() + "/...", method,
                headers, reader.text("content.type"), reader.text("field"), fields(reader, method),
                reader.duration("time.limit", Duration.ofMillis(100), Duration.ofDays(1), SECOND));
    }

    private static ImageTemplate address(String text, String key) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("'url' is missing; it must be the address that an image is uploaded to" + EXAMPLE);
        }
        AddressSecrets.checkHost(key, text);
        if (key.equals("url")) {
            AddressSecrets.checkParameters(key, text, "put the address into '.url' instead");
        }
        ImageTemplate url = ImageTemplate.of(key, text);
        String shown = key.startsWith(".") || text.contains("@") ? "'" + key + "'" : key + "=" + text.replaceFirst("\\?.*", "?...");
        URI uri;
        try {
            uri = uri(url, SAMPLE);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(shown + " is no address; it must be one" + EXAMPLE, e);
        }
        HostAndPort.check(shown, uri);
        if (uri.getHost() == null || !"http".equalsIgnoreCase(uri.getScheme()) && !"https".equalsIgnoreCase(uri.getScheme())) {
            throw new IllegalArgumentException(shown + " is no address of a server; it must begin with http:// or https:// and name a "
                    + "host" + EXAMPLE);
        }
        return url;
    }

    /** Warns if each image replaces the one before, unless the address says that this is meant. */
    private static void checkReplacement(ConfigReader reader, String key, ImageTemplate url, Map<String, ImageTemplate> headers) {
        boolean same = isSame(url) && headers.values().stream().allMatch(HttpSinkSettings::isSame);
        if (same && !ONE_FILE.matcher(uri(url, SAMPLE).getRawPath()).find()) {
            reader.reject("'" + key + "' is the same for each image of a camera, so that on the server each one replaces the one before; "
                    + "give it {file}" + EXAMPLE + ". Where the latest image alone is wanted, name it so, such as latest.jpg");
        }
    }

    private static boolean isSame(ImageTemplate template) {
        return template.fill(SAMPLE, UnaryOperator.identity()).equals(template.fill(NEXT_SAMPLE, UnaryOperator.identity()));
    }

    /** Returns the address for an image. */
    static URI uri(ImageTemplate url, ImageDelivery image) {
        return URI.create(url.fill(image, Credentials::encode));
    }

    private static Map<String, ImageTemplate> headers(ConfigReader reader, String token) {
        Map<String, ImageTemplate> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        putAll(reader, headers, "headers", reader.pairs("headers", ':'), ":", HEADER);
        String secret = reader.secret(".header").strip();
        if (!secret.isEmpty()) {
            putAll(reader, headers, ".header", List.of(secret), ":", HEADER);
        }
        if (!token.isEmpty()) {
            put(reader, headers, ".token", "Authorization", literal("Bearer " + token.strip()));
        }
        headers.forEach((name, value) -> {
            if (!name.matches(HEADER_NAME) || OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))
                    || value.toString().chars().anyMatch(c -> c < ' ' || c > 0xff)) {
                throw new IllegalArgumentException(
                        "the header '" + name + "' cannot be set by 'headers' or '.header'; it must be another than "
                                + String.join(", ", OWN_HEADERS) + ", with a value of printable characters");
            }
        });
        return headers;
    }

    private static ImageTemplate literal(String text) {
        try {
            return ImageTemplate.of(".token", text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'.token' holds braces, which no token does", e);
        }
    }

    private static Map<String, ImageTemplate> fields(ConfigReader reader, Method method) {
        Map<String, ImageTemplate> fields = new LinkedHashMap<>();
        putAll(reader, fields, "fields", reader.pairs("fields", '='), "=", "NAME=VALUE");
        if (method == Method.PUT && !fields.isEmpty()) {
            reader.reject("'fields' has no effect, since 'method' is put; set method=post, or remove it");
        }
        return fields;
    }

    private static void putAll(ConfigReader reader, Map<String, ImageTemplate> pairs, String key, List<String> all, String separator,
            String form) {
        for (String each : all) {
            int end = each.indexOf(separator);
            if (end <= 0) {
                String shown = key.startsWith(".") ? "" : " '" + each + "'";
                throw new IllegalArgumentException("'" + key + "' has an element" + shown + " that is not of the form " + form);
            }
            put(reader, pairs, key, each.substring(0, end).strip(), ImageTemplate.of(key, each.substring(end + 1).strip()));
        }
    }

    private static void put(ConfigReader reader, Map<String, ImageTemplate> pairs, String key, String name, ImageTemplate value) {
        if (pairs.put(name, value) != null) {
            reader.reject("'" + key + "' sets '" + name + "', which is set already; the last value is sent. Leave one of them out");
        }
    }
}
