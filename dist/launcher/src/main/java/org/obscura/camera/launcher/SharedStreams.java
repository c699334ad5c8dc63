package org.obscura.camera.launcher;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The streams of the process, for one Gogo session after another. Gogo writes by channels, and a thread that is interrupted while it writes
 * closes its channel with all below it.
 */
record SharedStreams(InputStream in, OutputStream out, OutputStream err) {

    /** Returns streams for one session, whose end does not close these. */
    SharedStreams forSession() {
        return new SharedStreams(new FilterInputStream(in) {
            @Override
            public void close() {
                // others read on
            }
        }, unclosed(out), unclosed(err));
    }

    private static OutputStream unclosed(OutputStream stream) {
        return new FilterOutputStream(stream) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                out.write(bytes, from, length); // in one piece
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        };
    }
}
