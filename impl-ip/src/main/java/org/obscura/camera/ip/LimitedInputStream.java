package org.obscura.camera.ip;

import java.io.IOException;
import java.io.InputStream;

/** Ends a body that does not end, and counts what came. For one thread; closing it closes nothing. */
final class LimitedInputStream extends InputStream {
    private final InputStream in;
    private final long limit;
    private long count;

    /** Thrown when more bytes than allowed are read. */
    static final class LimitException extends IOException {
        private static final long serialVersionUID = 1;

        LimitException(long limit) {
            super("more than " + limit + " bytes");
        }
    }

    LimitedInputStream(InputStream in, long limit) {
        this.in = in;
        this.limit = limit;
    }

    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (count >= limit) {
            throw new LimitException(limit);
        }
        int read = in.read(buffer, offset, (int) Math.min(length, limit - count));
        count += Math.max(0, read);
        return read;
    }
}
