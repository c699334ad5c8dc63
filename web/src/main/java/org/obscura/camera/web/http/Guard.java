package org.obscura.camera.web.http;

/** Decides whether a request is handled at all, and for whom. */
@FunctionalInterface
public interface Guard {
    /**
     * Returns the user of a request.
     *
     * @throws HttpException if the request is refused
     */
    User admit(Exchange exchange) throws HttpException;
}
