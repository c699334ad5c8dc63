package org.obscura.camera.support.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

import javax.net.ssl.SSLException;

import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.support.config.Durations;
import org.obscura.camera.support.jpeg.JpegException;

/** Says in a sentence why an exchange failed, and what to do about it. */
public final class HttpFailure {
    /** What the JDK says about an answer that is none in TLS. */
    private static final List<String> PLAIN = List.of("plaintext", "Unsupported or unrecognized SSL message");

    private HttpFailure() {
    }

    /**
     * Explains an exception.
     *
     * @param client whose exchange failed
     * @param uri the address
     * @param e what was thrown
     * @return the same for people, without credentials
     */
    public static CameraException of(HttpClient client, URI uri, IOException e) {
        String peer = client.peer();
        String address = uri.getHost() + ":" + portOf(uri);
        if (e instanceof JpegException) {
            return new CameraException(Reason.BAD_FRAME, peer + " sent no image: " + e.getMessage(), e);
        }
        if (e instanceof UnknownHostException) {
            return new CameraException(Reason.DISCONNECTED,
                    "The host " + uri.getHost() + " of " + peer + " is not known; check 'url' and the name service", e);
        }
        if (e instanceof HttpResponse.NoHttpException) {
            return new CameraException(Reason.FAILED,
                    peer + " does not answer in HTTP: " + e.getMessage() + "; check scheme and port of 'url'", e);
        }
        if (e instanceof SSLException) {
            return tls(client, address, (SSLException) e);
        }
        if (e instanceof SocketTimeoutException) {
            boolean connecting = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("connect");
            return connecting
                    ? new CameraException(Reason.DISCONNECTED, peer + " cannot be reached: " + address + " did not answer within "
                            + Durations.format(client.timeout()) + "; check power, cable and address", e)
                    : new CameraException(Reason.TIMEOUT, peer + " was silent for " + Durations.format(client.timeout()) + " ('timeout')",
                            e);
        }
        if (e instanceof java.net.ConnectException || e instanceof NoRouteToHostException) {
            return new CameraException(Reason.DISCONNECTED, peer + " cannot be reached: " + address + ": " + e.getMessage()
                    + "; check power, cable and the port in 'url'", e);
        }
        if (e instanceof EOFException || e instanceof SocketException) {
            boolean noAnswer = e instanceof EOFException && HttpResponse.NO_ANSWER.equals(e.getMessage());
            return new CameraException(Reason.DISCONNECTED, peer + " ended the connection"
                    + (noAnswer ? " before an answer came; if it always does, check scheme and port of 'url'" : ""), e);
        }
        return new CameraException(Reason.FAILED, peer + " failed: " + e.getMessage(), e);
    }

    private static CameraException tls(HttpClient client, String address, SSLException e) {
        if (PLAIN.stream().anyMatch(String.valueOf(e.getMessage())::contains)) {
            return new CameraException(Reason.FAILED,
                    client.peer() + ": " + address + " does not speak TLS; use http in 'url', or the port for https", e);
        }
        return new CameraException(Reason.FAILED, client.peer() + ": " + client.tls().problem(address, e), e);
    }

    /**
     * Explains a status that is no success.
     *
     * @param client whose exchange failed
     * @param path what was answered, without credentials
     * @param status the status
     * @return the same for people
     */
    static CameraException status(HttpClient client, String path, int status) {
        String what = client.peer() + " answered " + path + " with HTTP " + status;
        return new CameraException(Reason.FAILED, what + switch (status) {
            case 403 -> "; the user may not fetch images, or the account is locked";
            case 404 -> "; there is no such address, check the path in 'url'";
            case 503 -> "; cameras serve few clients at once, end others";
            default -> "; check 'url' and the camera's own log";
        });
    }

    /**
     * Returns the port of an address.
     *
     * @param uri an {@code http}, {@code https} or {@code rtsp} address
     * @return the port, or the usual one of the scheme
     */
    public static int portOf(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
            case "https" -> 443;
            case "rtsp" -> 554;
            case "rtsps" -> 322;
            default -> 80;
        };
    }
}
