package org.obscura.camera.support.http;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

import org.obscura.camera.support.stream.FrameReader;

/**
 * A connection for one request. On a socket of its own, since closing that ends any call at once: the JDK's connection goes on reading the
 * rest of an answer after it was disconnected, cannot be ended while it connects, and leaves threads.
 */
final class HttpConnection {
    private static final int BUFFER = 1 << 16;

    private final HttpClient client;
    private final URI uri;
    /** Not connected at first. */
    private final Socket socket = new Socket();
    private Socket stream = socket;

    HttpConnection(HttpClient client, URI uri) {
        this.client = client;
        this.uri = uri;
    }

    HttpResponse send(String method, String authorization, Map<String, String> headers, HttpBody body) throws IOException {
        connect();
        StringBuilder head = new StringBuilder(method).append(' ').append(path(uri)).append(" HTTP/1.1\r\nHost: ").append(uri.getHost());
        if (uri.getPort() >= 0) {
            head.append(':').append(uri.getPort());
        }
        head.append("\r\nUser-Agent: Obscura\r\nAccept: */*\r\nAccept-Encoding: identity\r\nConnection: close\r\n");
        headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (!body.type().isEmpty()) {
            head.append("Content-Type: ").append(body.type()).append("\r\nContent-Length: ").append(body.length()).append("\r\n");
        }
        InputStream in = new BufferedInputStream(stream.getInputStream());
        try {
            OutputStream out = new BufferedOutputStream(stream.getOutputStream(), BUFFER);
            out.write(head.toString().getBytes(StandardCharsets.UTF_8));
            if (!authorization.isEmpty()) {
                out.write(("Authorization: " + authorization + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            }
            out.write(new byte[] {'\r', '\n'});
            body.write(out);
            out.flush();
        } catch (SocketException e) {
            return early(in, e);
        }
        HttpResponse response = HttpResponse.read(in);
        while (response.status() < 200) {
            response = HttpResponse.read(in); // "continue" and the like
        }
        return response;
    }

    /**
     * Reads the response to a request that was not sent completely: a server that refuses it may answer and end the connection before all
     * is sent.
     */
    private static HttpResponse early(InputStream in, SocketException e) throws IOException {
        try {
            HttpResponse response = HttpResponse.read(in);
            if (response.status() >= 300) {
                return response;
            }
        } catch (IOException noAnswer) {
            e.addSuppressed(noAnswer);
        }
        throw e;
    }

    private void connect() throws IOException {
        int millis = (int) client.timeout().toMillis();
        socket.setTcpNoDelay(true);
        socket.setReceiveBufferSize(FrameReader.SOCKET_BUFFER);
        // a camera is in this network; proxies of the JVM are for others
        socket.connect(new InetSocketAddress(uri.getHost(), HttpFailure.portOf(uri)), millis);
        socket.setSoTimeout(millis);
        if (uri.getScheme().equalsIgnoreCase("https")) {
            SSLSocket secure = (SSLSocket) client.tls().sockets().createSocket(socket, uri.getHost(), HttpFailure.portOf(uri), true);
            if (client.tls().checksHost()) {
                SSLParameters parameters = secure.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                secure.setSSLParameters(parameters);
            }
            secure.startHandshake();
            stream = secure;
        }
    }

    /** Returns what stands in the request line, which Digest signs. */
    static String path(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    /** Ends any call, from any thread. */
    void close() {
        try {
            socket.close(); // not the TLS one: its farewell would wait for a lock
        } catch (IOException e) {
            return; // nothing to save
        }
    }
}
