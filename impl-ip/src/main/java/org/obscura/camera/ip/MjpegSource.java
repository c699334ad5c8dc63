package org.obscura.camera.ip;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

import org.obscura.camera.support.http.HttpClient;
import org.obscura.camera.support.http.HttpExchange;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.support.stream.FrameReader;
import org.obscura.camera.support.stream.FrameSource;
import org.obscura.camera.support.stream.HeadInputStream;
import org.obscura.camera.support.stream.SourceFrame;
import org.obscura.camera.support.text.ContentSample;

/** Reads a stream of JPEG images. Boundaries and lengths between them are not looked at, since cameras get them wrong. */
final class MjpegSource implements FrameSource {
    private static final String ONE_IMAGE = " after one image; if it always does, it sends still images: set type = still";

    private final HttpClient client;
    private final int limit;
    private final HttpExchange exchange;
    private volatile HeadInputStream head;
    private FrameReader reader;
    /** How many images it has delivered. */
    private final AtomicInteger images = new AtomicInteger();

    MjpegSource(HttpClient client, Endpoint from, int limit) {
        this.client = client;
        this.limit = limit;
        this.exchange = from.answer() == null ? client.get(from.uri()) : from.answer();
    }

    @Override
    public void open() throws CameraException {
        try {
            int status = exchange.send();
            if (status != 200) {
                throw exchange.failure(status);
            }
            head = new HeadInputStream(exchange.body());
            reader = FrameReader.jpeg(head, limit);
        } catch (IOException e) {
            throw exchange.failure(e);
        }
    }

    @Override
    public SourceFrame read() throws CameraException {
        try {
            SourceFrame frame = reader.next();
            images.incrementAndGet();
            return frame;
        } catch (IOException e) {
            WrongAnswer answer = new WrongAnswer(client, exchange, head.head());
            if (images.get() == 0 && answer.isText()) {
                throw answer.failure("stream of images", e);
            }
            CameraException failure = exchange.failure(e);
            if (failure.getReason() != Reason.DISCONNECTED) {
                throw failure;
            }
            throw new CameraException(Reason.DISCONNECTED, failure.getMessage() + (images.get() == 1 ? ONE_IMAGE : instead()), e);
        }
    }

    @Override
    public String instead() {
        HeadInputStream received = head;
        if (images.get() > 0 || received == null || received.head().length == 0) {
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
