package org.obscura.camera.support.jpeg;

import java.io.IOException;

/**
 * Thrown where bytes hold no whole JPEG image. The message is a clause that begins with the number of bytes and says what is wrong with
 * them.
 */
public final class JpegException extends IOException {
    private static final long serialVersionUID = 1;

    JpegException(String message) {
        super(message);
    }
}
