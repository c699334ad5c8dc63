package org.obscura.camera.web.server;

import java.io.IOException;
import java.io.OutputStream;

import com.sun.net.httpserver.HttpExchange;

import org.obscura.camera.web.http.Exchange;

/** A request to the server of the JDK. */
final class JdkExchange implements Exchange {
    private final HttpExchange exchange;
    private final String root;
    private final ConnectionThreads threads;

    JdkExchange(HttpExchange exchange, String root, ConnectionThreads threads) {
        this.exchange = exchange;
        this.root = root;
        this.threads = threads;
    }

    @Override
    public String method() {
        return exchange.getRequestMethod();
    }

    @Override
    public String path() {
        return exchange.getRequestURI().getRawPath().substring(root.length());
    }

    @Override
    public String query() {
        return exchange.getRequestURI().getRawQuery();
    }

    @Override
    public String header(String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    @Override
    public String remote() {
        return exchange.getRemoteAddress().getAddress().getHostAddress();
    }

    @Override
    public void setHeader(String name, String value) {
        exchange.getResponseHeaders().set(name, value);
    }

    @Override
    public byte[] readBody(int limit) throws IOException {
        threads.limit();
        try {
            return exchange.getRequestBody().readNBytes(limit);
        } catch (IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw new IOException("the length of a chunk is wrong", e); // the server does not check it
        } finally {
            threads.unlimit();
        }
    }

    @Override
    public OutputStream begin(int status, String type, long length) throws IOException {
        if (type != null) {
            setHeader("Content-Type", type);
        }
        threads.limit();
        try {
            // the server takes 0 for an unknown length, and -1 for no body
            exchange.sendResponseHeaders(status, type == null || length == 0 ? -1 : Math.max(0, length));
        } finally {
            threads.unlimit();
        }
        return new LimitedOutput(exchange.getResponseBody(), threads);
    }
}
