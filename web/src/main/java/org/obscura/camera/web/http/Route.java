package org.obscura.camera.web.http;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * What answers one method of one path.
 *
 * @param method the method
 * @param path the path, whose parts in braces take any text
 * @param role who may
 * @param handler what answers
 */
public record Route(String method, String path, Role role, Handler handler) {

    /** Answers a request. */
    @FunctionalInterface
    public interface Handler {
        void handle(Call call) throws IOException, HttpException, InterruptedException;
    }

    /** Returns what the braces stand for; null if the path is another one. */
    Map<String, String> match(String[] segments) throws HttpException {
        String[] parts = path.split("/", -1);
        if (parts.length != segments.length) {
            return null;
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].startsWith("{")) {
                // a plus sign stands for itself in a path
                values.put(parts[i].substring(1, parts[i].length() - 1), Call.decoded(segments[i].replace("+", "%2B")));
            } else if (!parts[i].equals(segments[i])) {
                return null;
            }
        }
        return values;
    }
}
