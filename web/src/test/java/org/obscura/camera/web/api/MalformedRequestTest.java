package org.obscura.camera.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import com.grack.nanojson.JsonObject;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.web.WebFixture;

/** Requests with one mistake or more, made from the description of the API: each is refused, and changes nothing. */
@Tag("slow")
class MalformedRequestTest {
    private static final int REQUESTS = 10_000;
    private static final long SEED = 14;
    private static final String[] NUMBERS = {"", "x", "-1", "0", "1e99", "NaN", "Infinity", "9999999999999999999", "%00", "1;2", "0x10",
            "%f0%9f%93%b7"};
    private static final String[] SEGMENTS = {"..", "%2e%2e", "%2e%2e%2fetc%2fpasswd", "%zz", "%", "%00", "-1", "x", "default%2f..",
            "%c0%ae",
            "99999999999", "a".repeat(2000)};
    private static final String[] VALUES = {"[]", "{}", "[[1]]", "{\"a\": {}}", "\"\\u0000\"", "[null]"};
    private static final String[] BODIES = {"{", "[1]", "null", "\"x\"", "{\"a\":1,}", "{'a':1}", "\u0000\u0001", "{\"a\"", "1",
            "[".repeat(5000),
            "{\"a\":".repeat(3000), "{\"a\": \"" + "x".repeat(70_000) + "\"}"};

    @TempDir
    private Path folder;
    private final Random random = new Random(SEED);

    @Test
    void noneIsAnsweredWith500AndNoneChangesState() throws Exception {
        try (WebFixture web = new WebFixture(folder)) {
            List<OpenApi.Operation> operations = new OpenApi().operations();
            Map<String, Object> before = web.state();
            Map<Integer, Integer> counts = new TreeMap<>();
            List<String> wrong = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                String request = malformed(operations.get(random.nextInt(operations.size())));
                int status = status(web, request);
                counts.merge(status, 1, Integer::sum);
                if (status < 400 || status == 500) {
                    wrong.add(status + " for " + request.substring(0, Math.min(300, request.length())));
                }
            }
            System.out.println("MalformedRequestTest: seed " + SEED + ", answers " + counts);
            assertEquals(List.of(), wrong);
            assertEquals(before, web.state());
            assertTrue(web.log.stream().noneMatch(line -> line.startsWith("error")), web.log.toString());
        }
    }

    @Test
    void wrongLengthsOfChunksAreNoFaultOfOurs() throws Exception {
        try (WebFixture web = new WebFixture(folder)) {
            Map<String, Object> before = web.state();
            for (String length : List.of("zz", "-1", "ffffffff", "ffffffffff", "80000000", "7fffffffffffffff")) {
                assertEquals(400, status(web, "POST /obscura/api/cameras/default/captures HTTP/1.1\r\nHost: localhost\r\n"
                        + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" + length + "\r\n{}\r\n0\r\n\r\n"), length);
            }
            assertEquals(before, web.state());
            assertTrue(web.log.stream().noneMatch(line -> line.startsWith("error")), web.log.toString());
        }
    }

    private String pick(String[] of) {
        return of[random.nextInt(of.length)];
    }

    private String malformed(OpenApi.Operation operation) {
        String path = operation.path();
        String method = operation.method();
        String query = "";
        String body = "";
        String headers = "";
        List<Integer> possible = new ArrayList<>(List.of(0, 1));
        if (path.contains("{")) {
            possible.add(2);
        }
        if (!queryParameters(operation).isEmpty()) {
            possible.add(3);
        }
        if (operation.hasBody()) {
            possible.addAll(List.of(4, 5, 6, 7));
        }
        switch (possible.get(random.nextInt(possible.size()))) {
            case 0 -> method = List.of("PUT", "TRACE", "OPTIONS", "get", "BREW", "PROPFIND").get(random.nextInt(6));
            case 1 -> path += "/" + pick(SEGMENTS);
            case 2 -> {
                int from = path.contains("{capture}") || path.contains("{series}") ? path.lastIndexOf('{') : path.indexOf('{');
                path = path.substring(0, from) + pick(SEGMENTS) + path.substring(path.indexOf('}', from) + 1);
            }
            case 3 -> {
                List<JsonObject> parameters = queryParameters(operation);
                query = "?" + parameters.get(random.nextInt(parameters.size())).getString("name") + "=" + pick(NUMBERS);
                query = query.endsWith("=") ? query + "x" : query;
            }
            case 4 -> body = pick(BODIES);
            case 5 -> {
                body = "{}";
                headers = "Content-Type: text/" + pick(new String[] {"plain", "html", "json", "xml"}) + "\r\n";
            }
            case 6 ->
                body = "{\"" + pick(new String[] {"__proto__", "", " ", "location2", "\\u0000", "image."}) + "\": " + pick(VALUES) + "}";
            default -> {
                List<String> fields = List.of("resolution", "quality", "location", "existing", "count", "metadata", "bracket", "started");
                String field = fields.get(random.nextInt(fields.size()));
                String right = field.equals("resolution") || random.nextBoolean() ? "" : "\"resolution\": \"640x480\", ";
                boolean flag = field.equals("started") && path.endsWith("{camera}");
                String value = pick(flag ? new String[] {"null", "\"true\"", "1"} : new String[] {"[1]", "[[]]", "[{}]"});
                body = "{" + right + "\"" + field + "\": " + value + "}";
            }
        }
        path = path.replace("{camera}", "default").replace("{capture}", "1").replace("{series}", "1");
        if (!body.isEmpty() && headers.isEmpty()) {
            headers = "Content-Type: application/json\r\n";
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return method + " /obscura" + path + query + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "Content-Length: "
                + bytes.length + "\r\n\r\n" + new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Those whose value may be wrong. */
    private static List<JsonObject> queryParameters(OpenApi.Operation operation) {
        return operation.parameters("query").stream().filter(parameter -> !parameter.getObject("schema").getString("type").equals("string"))
                .toList();
    }

    /** Returns the status of the answer; 400 if the server closed the connection, as it does for what is no HTTP. */
    private static int status(WebFixture web, String request) {
        try (Socket socket = web.connect()) {
            try {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                // refused before it was complete: the answer may be readable all the same
            }
            InputStream in = new BufferedInputStream(socket.getInputStream());
            String line = new String(in.readNBytes(12), StandardCharsets.ISO_8859_1);
            return line.length() < 12 ? 400 : Integer.parseInt(line.substring(9, 12));
        } catch (IOException e) {
            return 400;
        }
    }
}
