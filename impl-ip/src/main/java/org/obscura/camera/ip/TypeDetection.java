package org.obscura.camera.ip;

import java.io.IOException;
import java.net.URI;
import java.util.Locale;

import org.obscura.camera.support.http.HttpClient;
import org.obscura.camera.support.http.HttpExchange;
import org.obscura.camera.support.http.HttpFailure;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;

/** Finds out by the head of an answer whether an address delivers one image or a stream of them. */
final class TypeDetection {
    private final HttpClient client;
    private final URI uri;
    private final HttpExchange exchange;

    TypeDetection(HttpClient client, URI uri) {
        this.client = client;
        this.uri = uri;
        this.exchange = client.get(uri);
    }

    Endpoint detect() throws CameraException {
        try (exchange) {
            int status = exchange.send();
            if (status != 200) {
                throw HttpFailure.status(client, uri, status);
            }
            String type = exchange.header("content-type").toLowerCase(Locale.ROOT);
            if (type.startsWith("text/") || type.contains("json") || type.contains("xml")) {
                throw new CameraException(Reason.FAILED, client.peer() + " answered " + uri.getPath() + " with " + type
                        + ", which is no image; 'url' must be the address of the image or stream itself, not of a page that shows it");
            }
            // some streams have no type; none has a length
            return new Endpoint(uri, type.startsWith("multipart/") || !type.startsWith("image/") && exchange.length() < 0);
        } catch (IOException e) {
            throw HttpFailure.of(client, uri, e);
        }
    }

    void abort() {
        exchange.abort();
    }
}
