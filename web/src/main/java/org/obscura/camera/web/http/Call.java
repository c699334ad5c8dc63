package org.obscura.camera.web.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A request that a route handles, with what its path and query name. */
public final class Call {
    private static final int BODY_LIMIT = 64 * 1024;
    private static final String JSON = "application/json";

    private final Exchange exchange;
    private final Map<String, String> path;
    private final Map<String, String> query;
    private final User user;

    Call(Exchange exchange, Map<String, String> path, User user) throws HttpException {
        this.exchange = exchange;
        this.path = path;
        this.query = parameters(exchange.query());
        this.user = user;
    }

    private static Map<String, String> parameters(String text) throws HttpException {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : text == null || text.isEmpty() ? new String[0] : text.split("&")) {
            int equals = pair.indexOf('=');
            values.put(decoded(equals < 0 ? pair : pair.substring(0, equals)), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        }
        return values;
    }

    static String decoded(String text) throws HttpException {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new HttpException(400, "'" + text + "' has a wrong escape; write % and two hexadecimal digits");
        }
    }

    public Exchange exchange() {
        return exchange;
    }

    public User user() {
        return user;
    }

    /** Returns a part of the path. */
    public String path(String name) {
        return path.get(name);
    }

    /** Returns a part of the path that is a number. */
    public int number(String name) throws HttpException {
        try {
            return Integer.parseInt(path.get(name));
        } catch (NumberFormatException e) {
            throw new HttpException(404, "'" + path.get(name) + "' is not the number of a " + name);
        }
    }

    /** Refuses a query with another parameter than these, so that one at the wrong place is not ignored. */
    public void checkQuery(Set<String> known) throws HttpException {
        for (String name : query.keySet()) {
            if (!known.contains(name)) {
                throw HttpException.unknown(name, known);
            }
        }
    }

    /** Returns a parameter of the query; null: absent. */
    public String query(String name) {
        return query.get(name);
    }

    /** Returns whether a flag of the query is set: {@code ?name} or {@code ?name=true}. */
    public boolean flag(String name) throws HttpException {
        String value = query.get(name);
        if (value != null && !List.of("", "true", "false").contains(value)) {
            throw new HttpException(400, name + "=" + value + " is wrong; it must be true or false");
        }
        return value != null && !value.equals("false");
    }

    /** Returns a number of the query. */
    public double number(String name, double min, double max, double absent) throws HttpException {
        String value = query.get(name);
        if (value == null) {
            return absent;
        }
        try {
            double number = Double.parseDouble(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new HttpException(400,
                name + "=" + value + " is wrong; it must be a number from " + JsonText.of(min) + " to " + JsonText.of(max));
    }

    /** Returns the body, a JSON object. */
    public Map<String, Object> body() throws IOException, HttpException {
        byte[] body = exchange.readBody(BODY_LIMIT + 1);
        if (body.length > BODY_LIMIT) {
            throw new HttpException(413, "The body is longer than " + BODY_LIMIT + " bytes");
        }
        String type = exchange.header("Content-Type");
        if (body.length > 0 && (type == null || !type.toLowerCase(Locale.ROOT).matches("application/json\\s*(;.*)?"))) {
            throw new HttpException(415, "The body is " + (type == null ? "of no type" : type) + "; it must be " + JSON);
        }
        return JsonText.object(body);
    }

    /** Answers with a value as JSON. */
    public void json(int status, Object value) throws IOException {
        exchange.setHeader("Cache-Control", "no-store");
        bytes(status, JSON, (JsonText.of(value) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Answers without a body. */
    public void empty(int status) throws IOException {
        exchange.begin(status, null, 0).close();
    }

    /** Answers 304 if the client has the content of this tag already. Returns whether it has. */
    public boolean unchanged(String tag) throws IOException {
        exchange.setHeader("ETag", tag);
        String known = exchange.header("If-None-Match");
        // a proxy that compresses makes weak tags
        boolean same = known != null && Arrays.stream(known.split(",")).map(each -> each.strip().replaceFirst("^W/", ""))
                .anyMatch(each -> each.equals(tag) || each.equals("*"));
        if (same) {
            empty(304);
        }
        return same;
    }

    public void bytes(int status, String type, byte[] bytes) throws IOException {
        try (OutputStream out = exchange.begin(status, type, bytes.length)) {
            out.write(bytes);
        }
    }
}
