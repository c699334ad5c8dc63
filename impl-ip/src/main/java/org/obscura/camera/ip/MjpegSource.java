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
import org.obscura.camera.support.stream.HeadInputStream;
import org.obscura.camera.support.stream.SourceFrame;
import org.obscura.camera.support.text.ContentSample;

/** Reads a stream of JPEG images. Boundaries and lengths between them are not looked at, since cameras get them wrong. */
final class MjpegSource implements FrameSource {
    private final HttpClient client;
    private final URI uri;
    private final int limit;
    private final HttpExchange exchange;
    private volatile HeadInputStream head;
    private FrameReader reader;
    private volatile boolean delivered;

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
            head = new HeadInputStream(exchange.body());
            reader = FrameReader.jpeg(head, limit);
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
            WrongAnswer answer = new WrongAnswer(client, exchange, head.head());
            if (!delivered && answer.isText()) {
                throw answer.failure("stream of images", e);
            }
            CameraException failure = HttpFailure.of(client, uri, e);
            throw failure.getReason() == Reason.DISCONNECTED ? new CameraException(Reason.DISCONNECTED, failure.getMessage() + instead(), e)
                    : failure;
        }
    }

    @Override
    public String instead() {
        HeadInputStream received = head;
        if (delivered || received == null || received.head().length == 0) {
            return "";
        }
        return ". It sends " + ContentSample.shortened(exchange.header("content-type")) + " that begins with "
                + new WrongAnswer(client, exchange, received.head()).sample() + "; a stream of JPEG images is expected";
    }

    @Override
    public void close() {
        exchange.abort();
    }
}
