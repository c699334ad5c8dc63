package org.obscura.camera.ip;

import java.io.IOException;
import java.net.URI;
import java.util.Locale;

import org.obscura.camera.support.http.HttpClient;
import org.obscura.camera.support.http.HttpExchange;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.support.stream.HeadInputStream;

/** Finds out by the head of an answer whether an address delivers one image or a stream of them. */
final class TypeDetection {
    private static final int HEAD = 1 << 13;

    private final HttpClient client;
    private final URI uri;
    private final HttpExchange exchange;

    TypeDetection(HttpClient client, URI uri) {
        this.client = client;
        this.uri = uri;
        this.exchange = client.get(uri);
    }

    /** Returns what was found, with the answer that shows it. */
    Endpoint detect() throws CameraException {
        try {
            return find();
        } catch (CameraException | RuntimeException e) {
            exchange.close();
            throw e;
        }
    }

    private Endpoint find() throws CameraException {
        try {
            int status = exchange.send();
            if (status != 200) {
                throw exchange.failure(status);
            }
            String type = exchange.header("content-type").toLowerCase(Locale.ROOT);
            if (type.startsWith("text/") || type.contains("json") || type.contains("xml")) {
                throw new WrongAnswer(client, exchange, head()).failure("image or stream", null);
            }
            // some streams have no type; none has a length
            return new Endpoint(uri, type.startsWith("multipart/") || !type.startsWith("image/") && exchange.length() < 0, exchange);
        } catch (IOException e) {
            throw exchange.failure(e);
        }
    }

    /** Reads the beginning of the body, as much as comes. */
    private byte[] head() {
        HeadInputStream in = new HeadInputStream(exchange.body());
        try {
            in.readNBytes(HEAD);
        } catch (IOException e) {
            return in.head(); // says enough
        }
        return in.head();
    }

    void abort() {
        exchange.abort();
    }
}
