package org.obscura.camera.support.stream;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Keeps the first bytes that are read, to say what came in place of an image. Read by one thread; {@link #head()} is for any. */
public final class HeadInputStream extends BlockInputStream {
    private static final int LENGTH = 1 << 13;

    private final byte[] bytes = new byte[LENGTH];
    /** Written behind the bytes, which makes them visible. */
    private volatile int kept;

    /**
     * Wraps a stream.
     *
     * @param in the stream
     */
    public HeadInputStream(InputStream in) {
        super(in);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = in.read(target, offset, length);
        int before = kept;
        if (count > 0 && before < LENGTH) {
            int added = Math.min(count, LENGTH - before);
            System.arraycopy(target, offset, bytes, before, added);
            kept = before + added;
        }
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /**
     * Returns the first bytes that were read.
     *
     * @return 8192 bytes at most
     */
    public byte[] head() {
        return Arrays.copyOf(bytes, kept);
    }
}
