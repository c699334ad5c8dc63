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
     * @throws CancelledException if the person gives the line up by Ctrl-C
     */
    String readLine(String prompt) throws IOException, CancelledException;

    /** The person gave up what was typed. */
    final class CancelledException extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
