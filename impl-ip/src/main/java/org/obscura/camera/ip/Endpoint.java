package org.obscura.camera.ip;

import java.net.URI;

import org.obscura.camera.support.http.HttpExchange;

/**
 * Where images come from.
 *
 * @param uri the address, which may hold credentials
 * @param isStream whether it delivers image after image
 * @param answer the answer of it that is to be read first, since some cameras serve one client at a time; null if nothing was sent yet
 */
record Endpoint(URI uri, boolean isStream, HttpExchange answer) {
    Endpoint(URI uri, boolean isStream) {
        this(uri, isStream, null);
    }
}
