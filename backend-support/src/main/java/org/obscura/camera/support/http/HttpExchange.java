package org.obscura.camera.support.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;

import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;

/**
 * One request to a server, with the challenge and the redirects that precede its answer. Used by one thread; {@link #abort()} comes from
 * any.
 */
public final class HttpExchange implements AutoCloseable {
    private static final int TRIES = 6;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final HttpClient client;
    private final String method;
    private final URI uri;
    private final Map<String, String> headers;
    private final HttpBody body;
    private final Redirects redirects;
    private HttpConnection connection;
    private HttpResponse response;
    private boolean answered;
    private boolean aborted;

    HttpExchange(HttpClient client, String method, URI uri, Map<String, String> headers, HttpBody body) {
        this.client = client;
        this.method = method;
        this.uri = uri;
        this.headers = Map.copyOf(headers);
        this.body = body;
        this.redirects = new Redirects(client, uri);
    }

    /**
     * Sends the request and waits for the head of the answer. A second call sends nothing and returns the same.
     *
     * @return the status; 401 and redirects have been dealt with, except 303 to a request that sent something
     * @throws CameraException if the password is refused, or the server redirects to another host
     * @throws IOException if the server cannot be reached or answers in no time
     */
    public int send() throws CameraException, IOException {
        if (answered) {
            return response.status();
        }
        URI target = uri;
        boolean fresh = false;
        boolean renewed = false;
        boolean authorized = headers.containsKey("Authorization");
        for (int i = 0; i < TRIES; i++) {
            Authentication.Answer answer = authorized ? null : client.authentication().answer(method, HttpConnection.path(target));
            response = send(target, answer);
            if (response.status() == UNAUTHORIZED && !authorized) {
                connection.close();
                client.authentication().challenged(response.headers().getOrDefault("www-authenticate", List.of()), answer, fresh,
                        renewed);
                fresh = true;
                renewed = answer != null;
            } else if (response.status() == FORBIDDEN && client.authentication().isInAddress()) {
                connection.close();
                client.authentication().refuse();
            } else if (isRedirect(response.status())) {
                connection.close();
                target = redirects.follow(response.header("location"));
            } else {
                answered = true;
                return response.status();
            }
        }
        throw new CameraException(Reason.FAILED, client.peer() + " answers each request with another challenge or redirect");
    }

    private HttpResponse send(URI target, Authentication.Answer answer) throws IOException, CameraException {
        HttpConnection next = new HttpConnection(client, target);
        synchronized (this) {
            if (aborted) {
                throw new CameraException(Reason.DISCONNECTED, "The request to " + client.peer() + " was aborted");
            }
            connection = next;
        }
        return next.send(method, answer == null ? "" : answer.header(), headers, body);
    }

    /** Returns whether it is a redirect of this request; 303 means that what was sent has arrived. */
    private boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 && body.type().isEmpty() || status == 307 || status == 308;
    }

    /**
     * Returns the path that was answered, behind all redirects.
     *
     * @return the path, without a query
     */
    public String path() {
        return redirects.path();
    }

    /**
     * Explains an exception of this exchange.
     *
     * @param e what was thrown
     * @return the same for people, with host and port behind all redirects and without credentials
     */
    public CameraException failure(IOException e) {
        return HttpFailure.of(client, redirects.last(), e);
    }

    /**
     * Explains a status that is no success.
     *
     * @param status the status
     * @return the same for people
     */
    public CameraException failure(int status) {
        return HttpFailure.status(client, path(), status);
    }

    /**
     * Returns a header of the answer.
     *
     * @param name the name in lower case
     * @return the value; "" if there is none
     */
    public String header(String name) {
        return response.header(name);
    }

    /**
     * Returns the length that the answer claims to have.
     *
     * @return bytes; negative if it claims none
     */
    public long length() {
        return response.length();
    }

    /**
     * Returns the body of the answer, also that of an error.
     *
     * @return the body, of which a read fails when the exchange is aborted
     */
    public InputStream body() {
        return response.body();
    }

    /** Ends the exchange, whatever its thread waits for. */
    public void abort() {
        HttpConnection open;
        synchronized (this) {
            aborted = true;
            open = connection;
        }
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() {
        abort();
    }
}
