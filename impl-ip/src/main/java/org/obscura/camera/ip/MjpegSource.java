package org.obscura.camera.ip;

import java.io.IOException;
import java.net.URI;

import org.obscura.camera.support.http.HttpClient;
import org.obscura.camera.support.http.HttpExchange;
import org.obscura.camera.support.http.HttpFailure;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.support.stream.FrameReader;
import org.obscura.camera.support.stream.FrameSource;
import org.obscura.camera.support.stream.SourceFrame;

/** Reads a stream of JPEG images. Boundaries and lengths between them are not looked at, since cameras get them wrong. */
final class MjpegSource implements FrameSource {
    private final HttpClient client;
    private final URI uri;
    private final int limit;
    private final HttpExchange exchange;
    private FrameReader reader;
    private boolean delivered;

    MjpegSource(HttpClient client, URI uri, int limit) {
        this.client = client;
        this.uri = uri;
        this.limit = limit;
        this.exchange = client.get(uri);
    }

    @Override
    public void open() throws CameraException {
        try {
            int status = exchange.send();
            if (status != 200) {
                throw HttpFailure.status(client, uri, status);
            }
            reader = FrameReader.jpeg(exchange.body(), limit);
        } catch (IOException e) {
            throw HttpFailure.of(client, uri, e);
        }
    }

    @Override
    public SourceFrame read() throws CameraException {
        try {
            SourceFrame frame = reader.next();
            delivered = true;
            return frame;
        } catch (IOException e) {
            String type = exchange.header("content-type");
            if (!delivered && type.startsWith("text/")) {
                throw new CameraException(Reason.FAILED,
                        client.peer() + " answered " + uri.getPath() + " with " + type + ", which is no stream of images", e);
            }
            throw HttpFailure.of(client, uri, e);
        }
    }

    @Override
    public void close() {
        exchange.abort();
    }
}
