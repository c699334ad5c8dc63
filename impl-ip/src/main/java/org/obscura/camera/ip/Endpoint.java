package org.obscura.camera.ip;

import java.net.URI;

/**
 * Where images come from.
 *
 * @param uri the address, which may hold credentials
 * @param isStream whether it delivers image after image
 */
record Endpoint(URI uri, boolean isStream) {
}
