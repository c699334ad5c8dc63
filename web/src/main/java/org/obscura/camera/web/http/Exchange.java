package org.obscura.camera.web.http;

import java.io.IOException;
import java.io.OutputStream;

/** One request and its response, whatever server receives it. Used by one thread. */
public interface Exchange {

    /** Returns the method, such as {@code GET}. */
    String method();

    /** Returns the path below the root of the site, with its escapes; it begins with a slash. */
    String path();

    /** Returns the query with its escapes; null: none. */
    String query();

    /** Returns the first header of a name; null: none. */
    String header(String name);

    /** Returns whether the browser says that another site made the request. */
    default boolean isFromOtherSite() {
        String site = header("Sec-Fetch-Site");
        return site != null && !site.equals("same-origin") && !site.equals("none");
    }

    /** Returns the address of the client. */
    String remote();

    /** Sets a header of the response. */
    void setHeader(String name, String value);

    /**
     * Reads the body.
     *
     * @param limit how many bytes are read at most
     */
    byte[] readBody(int limit) throws IOException;

    /**
     * Begins the response. Closing the stream ends it.
     *
     * @param type the media type; null: there is no body
     * @param length the length of the body; -1: unknown
     */
    OutputStream begin(int status, String type, long length) throws IOException;
}
