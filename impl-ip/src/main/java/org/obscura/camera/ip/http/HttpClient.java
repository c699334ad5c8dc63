package org.obscura.camera.ip.http;

import java.net.URI;
import java.time.Duration;

/**
 * Makes requests to one camera.
 *
 * @param camera names the camera in messages
 * @param authentication answers challenges
 * @param tls trusts certificates
 * @param timeout how long connecting may take, and how long the camera may be silent
 */
public record HttpClient(String camera, Authentication authentication, Tls tls, Duration timeout) {

    /**
     * Makes a request for a resource.
     *
     * @param uri an {@code http} or {@code https} address
     * @return the exchange, not yet begun
     */
    public HttpExchange get(URI uri) {
        return new HttpExchange(this, "GET", uri, "", new byte[0]);
    }

    /**
     * Makes a request that sends something.
     *
     * @param uri an {@code http} or {@code https} address
     * @param type the media type
     * @param body the bytes
     * @return the exchange, not yet begun
     */
    public HttpExchange post(URI uri, String type, byte[] body) {
        return new HttpExchange(this, "POST", uri, type, body);
    }
}
