package org.obscura.camera.support.http;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * Makes requests to one server, such as a camera.
 *
 * @param peer names the server in messages
 * @param authentication answers challenges
 * @param tls trusts certificates
 * @param timeout how long connecting may take, and how long the server may be silent
 * @param secretPath whether paths are in no message, since that of the address is secret
 */
public record HttpClient(String peer, Authentication authentication, Tls tls, Duration timeout, boolean secretPath) {

    /**
     * Makes a request for a resource.
     *
     * @param uri an {@code http} or {@code https} address
     * @return the exchange, not yet begun
     */
    public HttpExchange get(URI uri) {
        return request("GET", uri, Map.of(), HttpBody.NONE);
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
        return request("POST", uri, Map.of(), HttpBody.of(type, body));
    }

    /**
     * Makes a request.
     *
     * @param method the method
     * @param uri an {@code http} or {@code https} address
     * @param headers further headers; with {@code Authorization} among them no challenge is answered
     * @param body what is sent, again after each challenge and redirect
     * @return the exchange, not yet begun
     */
    public HttpExchange request(String method, URI uri, Map<String, String> headers, HttpBody body) {
        return new HttpExchange(this, method, uri, headers, body);
    }
}
