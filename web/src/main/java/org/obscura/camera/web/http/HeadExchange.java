package org.obscura.camera.web.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;

/** A HEAD request, handled as GET: its response has no body. */
final class HeadExchange implements Exchange {
    private final Exchange exchange;

    HeadExchange(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public String path() {
        return exchange.path();
    }

    @Override
    public String query() {
        return exchange.query();
    }

    @Override
    public String header(String name) {
        return exchange.header(name);
    }

    @Override
    public String remote() {
        return exchange.remote();
    }

    @Override
    public void setHeader(String name, String value) {
        exchange.setHeader(name, value);
    }

    @Override
    public byte[] readBody(int limit) throws IOException {
        return exchange.readBody(limit);
    }

    @Override
    public OutputStream begin(int status, String type, long length) throws IOException {
        if (type != null) {
            exchange.setHeader("Content-Type", type);
        }
        exchange.begin(status, null, 0).close();
        if (length < 0) {
            throw new EOFException("a HEAD request needs no more"); // a stream would not end by itself
        }
        return OutputStream.nullOutputStream();
    }
}
