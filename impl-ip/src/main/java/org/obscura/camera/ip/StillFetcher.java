package org.obscura.camera.ip;

import java.io.EOFException;
import java.io.IOException;
import java.net.URI;

import org.obscura.camera.support.http.HttpClient;
import org.obscura.camera.support.http.HttpExchange;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.support.stream.FrameFetcher;
import org.obscura.camera.support.stream.FrameReader;
import org.obscura.camera.support.stream.HeadInputStream;
import org.obscura.camera.support.stream.SourceFrame;

/** Fetches a still image with each call. */
final class StillFetcher implements FrameFetcher {
    private final HttpClient client;
    private final URI uri;
    private final int limit;
    /** To be read by the first fetch, whose frame tells the size alone; null once it was. */
    private HttpExchange answer;
    private HttpExchange current;
    private boolean aborted;

    StillFetcher(HttpClient client, Endpoint from, int limit) {
        this.client = client;
        this.uri = from.uri();
        this.answer = from.answer();
        this.limit = limit;
    }

    @Override
    public SourceFrame fetch() throws CameraException {
        long requested = System.nanoTime();
        HttpExchange exchange = next();
        try (exchange) {
            begin(exchange);
            int status = exchange.send();
            if (status != 200) {
                throw exchange.failure(status);
            }
            if (exchange.length() > limit) {
                throw new CameraException(Reason.FAILED,
                        client.peer() + " sends an image of " + exchange.length() + " bytes; 'image.limit' allows " + limit);
            }
            SourceFrame frame = read(exchange);
            // the camera may have taken it as soon as the request arrived
            return new SourceFrame(frame.size(), frame.format(), frame.data(), requested);
        } catch (IOException e) {
            throw exchange.failure(e);
        }
    }

    private synchronized HttpExchange next() {
        HttpExchange next = answer == null ? client.get(uri) : answer;
        answer = null;
        return next;
    }

    private synchronized void begin(HttpExchange exchange) throws CameraException {
        if (aborted) {
            throw new CameraException(Reason.DISCONNECTED, "The request to " + client.peer() + " was aborted");
        }
        current = exchange;
    }

    private SourceFrame read(HttpExchange exchange) throws CameraException, IOException {
        HeadInputStream head = new HeadInputStream(exchange.body());
        LimitedInputStream body = new LimitedInputStream(head, limit);
        try {
            return FrameReader.jpeg(body, limit).next();
        } catch (EOFException e) {
            throw noImage(exchange, head.head(), body.count(), e);
        } catch (LimitedInputStream.LimitException e) {
            throw new CameraException(Reason.BAD_FRAME,
                    client.peer() + " sent more than " + limit + " bytes without a whole JPEG image, the limit ('image.limit')", e);
        }
    }

    private CameraException noImage(HttpExchange exchange, byte[] head, long received, IOException e) {
        WrongAnswer answer = new WrongAnswer(client, exchange, head);
        if (answer.isPage()) {
            return answer.failure("still image", e);
        }
        String type = exchange.header("content-type");
        String size = exchange.length() < 0 || exchange.length() == received ? received + " bytes"
                : exchange.length() + " bytes, of which " + received + " came";
        return new CameraException(Reason.BAD_FRAME, client.peer() + " answered " + exchange.path()
                + " with no whole JPEG image; the answer is " + (type.isEmpty() ? "of no type" : type) + " of " + size
                + (head.length == 0 ? "" : " and begins with " + answer.sample()), e);
    }

    @Override
    public void abort() {
        HttpExchange running;
        synchronized (this) {
            aborted = true;
            running = current;
        }
        if (running != null) {
            running.abort();
        }
    }
}
