package org.obscura.camera.launcher;

import java.io.IOException;

/** Where the lines of a session come from. */
interface LineSource {
    /** Returns what to print before the first line; empty for nothing. */
    String greeting();

    /**
     * Reads a line.
     *
     * @param prompt printed before it where a person types
     * @return the line without its end; null when there are no more
     * @throws UnreadableException if it cannot be decoded
     * @throws CancelledException if the person gives the line up by Ctrl-C
     */
    String readLine(String prompt) throws IOException, CancelledException;

    /** A line is in an encoding that cannot be read; the next may be read all the same. */
    final class UnreadableException extends IOException {
        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }
    }

    /** The person gave up what was typed. */
    final class CancelledException extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
