package org.obscura.camera.web.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.obscura.camera.support.config.SimilarWords;

/** A request that is not answered as it was meant, as a problem of RFC 9457. The message is the detail, for people. */
public final class HttpException extends Exception {
    private static final long serialVersionUID = 1;
    private static final Map<Integer, String> TITLES = Map.ofEntries(Map.entry(400, "Bad Request"), Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"), Map.entry(404, "Not Found"), Map.entry(405, "Method Not Allowed"), Map.entry(409, "Conflict"),
            Map.entry(410, "Gone"), Map.entry(413, "Content Too Large"), Map.entry(415, "Unsupported Media Type"),
            Map.entry(421, "Misdirected Request"), Map.entry(422, "Unprocessable Content"), Map.entry(429, "Too Many Requests"),
            Map.entry(500, "Internal Server Error"), Map.entry(503, "Service Unavailable"), Map.entry(504, "Gateway Timeout"),
            Map.entry(507, "Insufficient Storage"));

    private final int status;
    private final transient Map<String, Object> members;
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    public HttpException(int status, String detail) {
        this(status, detail, Map.of());
    }

    /** Creates a problem with further members, such as the error of a capture. */
    public HttpException(int status, String detail, Map<String, Object> members) {
        super(detail);
        this.status = status;
        this.members = Map.copyOf(members);
    }

    /** Returns the problem of a name that is none of those that are known. */
    public static HttpException unknown(String name, Set<String> known) {
        return new HttpException(400, "'" + name + "' is unknown" + SimilarWords.find(name, known)
                .map(similar -> "; did you mean '" + similar + "'?").orElse("; known are " + String.join(", ", known)));
    }

    /** Adds a header to the response. */
    public HttpException withHeader(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    Map<String, Object> problem() {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", TITLES.getOrDefault(status, "Error"));
        problem.put("status", status);
        problem.put("detail", getMessage());
        problem.putAll(members);
        return problem;
    }
}
