package org.obscura.camera.itest.support;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A headless Chromium that a test drives by its DevTools protocol. */
public final class Browser implements AutoCloseable {
    private static final Pattern SOCKET = Pattern.compile("\"webSocketDebuggerUrl\":\\s*\"(ws:[^\"]+/page/[^\"]+)\"");
    private static final Pattern ID = Pattern.compile("^\\{\"id\":(\\d+),");
    private static final Pattern VALUE = Pattern.compile("\"(?:value|data)\":\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"");

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<String>> answers = new ConcurrentHashMap<>();
    /** What the page reported as an error. */
    public final List<String> problems = new CopyOnWriteArrayList<>();

    public Browser(Path program, Path profile) throws Exception {
        process = new ProcessBuilder(new ArrayList<>(List.of(program.toString(), "--headless", "--no-sandbox", "--disable-gpu",
                "--disable-quic",
                "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
                "--force-device-scale-factor=1", "--user-data-dir=" + profile, "--remote-debugging-port=0", "about:blank")))
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        Path file = profile.resolve("DevToolsActivePort");
        String port = Waiting.await("port of the browser", () -> {
            if (!process.isAlive()) {
                throw new AssertionError(program + " has ended with the exit code " + process.exitValue());
            }
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            return lines.size() > 1 ? lines.get(0) : null;
        });
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest pages = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json")).build();
        String page = Waiting.await("page of the browser", () -> {
            Matcher m = SOCKET.matcher(client.send(pages, HttpResponse.BodyHandlers.ofString()).body());
            return m.find() ? m.group(1) : null;
        });
        socket = client.newWebSocketBuilder().buildAsync(URI.create(page), new Listener()).get(Waiting.SECONDS, TimeUnit.SECONDS);
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            send(domain + ".enable", "{}");
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            message.append(data);
            if (last) {
                received(message.toString());
                message.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    private void received(String message) {
        Matcher m = ID.matcher(message);
        if (m.find()) {
            answers.get(Integer.valueOf(m.group(1))).complete(message);
        } else if (message.contains("\"Runtime.exceptionThrown\"") || message.contains("\"Log.entryAdded\"")) {
            problems.add(message);
        }
    }

    private String send(String method, String parameters) throws Exception {
        return begin(method, parameters).get(Waiting.SECONDS, TimeUnit.SECONDS);
    }

    private CompletableFuture<String> begin(String method, String parameters) {
        int id = lastId.incrementAndGet();
        CompletableFuture<String> answer = new CompletableFuture<>();
        answers.put(id, answer);
        socket.sendText("{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}", true);
        return answer;
    }

    public void size(int width, int height) throws Exception {
        send("Emulation.setDeviceMetricsOverride",
                "{\"width\":" + width + ",\"height\":" + height + ",\"deviceScaleFactor\":1,\"mobile\":false}");
    }

    /** Sets what the system of the user prefers: light or dark. */
    public void colorScheme(String scheme) throws Exception {
        send("Emulation.setEmulatedMedia", "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"" + scheme + "\"}]}");
    }

    /** Sends a header with each request. */
    public void header(String name, String value) throws Exception {
        send("Network.setExtraHTTPHeaders", "{\"headers\":{\"" + name + "\":\"" + value + "\"}}");
    }

    public void open(String url) throws Exception {
        send("Page.navigate", "{\"url\":\"" + url + "\"}");
    }

    /** Returns the value of an expression, or what its promise becomes, as text. */
    public String value(String expression) throws Exception {
        String answer = evaluate("Promise.resolve(" + expression + ").then(String)");
        Matcher m = VALUE.matcher(answer);
        if (!m.find()) {
            throw new IOException(expression + ": " + answer);
        }
        return m.group(1).replace("\\\"", "\"").replace("\\n", "\n").replace("\\\\", "\\");
    }

    /** Runs a script in the page, whatever the page permits. */
    public void run(String script) throws Exception {
        evaluate(script + "\n;0");
    }

    private String evaluate(String script) throws Exception {
        String answer = send("Runtime.evaluate",
                "{\"awaitPromise\":true,\"returnByValue\":true,\"expression\":\"" + escaped(script) + "\"}");
        if (answer.contains("\"exceptionDetails\"")) {
            throw new IOException(script.substring(0, Math.min(1000, script.length())) + ": " + answer);
        }
        return answer;
    }

    private static String escaped(String text) {
        StringBuilder json = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.toString();
    }

    /** Waits until an expression is true. */
    public void await(String what, String expression) throws Exception {
        Waiting.await(what, () -> value("Boolean(" + expression + ")").equals("true") ? what : null);
    }

    /** Writes what the browser shows. */
    public void screenshot(Path file) throws Exception {
        screenshot(file, "");
    }

    /** Writes the whole page, also what is below the edge of the screen. */
    public void screenshotOfAll(Path file, int width) throws Exception {
        String height = value("document.documentElement.scrollHeight");
        screenshot(file, ",\"captureBeyondViewport\":true,\"clip\":{\"x\":0,\"y\":0,\"width\":" + width + ",\"height\":" + height
                + ",\"scale\":1}");
    }

    private void screenshot(Path file, String more) throws Exception {
        Matcher m = VALUE.matcher(send("Page.captureScreenshot", "{\"format\":\"png\"" + more + "}"));
        if (!m.find()) {
            throw new IOException("no screenshot");
        }
        Files.write(file, Base64.getDecoder().decode(m.group(1)));
    }

    @Override
    public void close() {
        Collection<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        try {
            // by its own command, since it leaves a folder in that of temporary files if it is killed
            begin("Browser.close", "{}");
            process.waitFor(Waiting.SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        socket.abort();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(each -> each.onExit().join()); // they write into the profile until then
    }
}
