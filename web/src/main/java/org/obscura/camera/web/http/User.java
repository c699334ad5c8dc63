package org.obscura.camera.web.http;

/** Who makes a request; the name is "" if no users are configured. */
public record User(String name, Role role) {
}
