package org.obscura.camera.sinks.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A server that keeps what it receives. */
final class UploadServer implements AutoCloseable {
    /** What came, in order. */
    final List<Upload> uploads = new CopyOnWriteArrayList<>();
    /** Statuses of the next answers; 200 when it is empty. */
    final List<Integer> statuses = new CopyOnWriteArrayList<>();
    /** Headers of answers that are no success. */
    volatile Map<String, String> headers = Map.of();
    /** USER:PASSWORD of Basic; "" if none is required. */
    volatile String credentials = "";
    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** One request. */
    record Upload(String method, String path, Map<String, List<String>> headers, byte[] body) {
        String header(String name) {
            return headers.getOrDefault(name, List.of("")).get(0);
        }
    }

    UploadServer() throws IOException {
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String expected = "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes());
            if (!credentials.isEmpty() && !expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"test\"");
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            uploads.add(new Upload(exchange.getRequestMethod(), exchange.getRequestURI().toString(),
                    Map.copyOf(exchange.getRequestHeaders()), body));
            int status = statuses.isEmpty() ? 200 : statuses.remove(0);
            if (status >= 300) {
                headers.forEach(exchange.getResponseHeaders()::set);
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
