package org.obscura.camera.web.server;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A response whose client must take each part in time. */
final class LimitedOutput extends FilterOutputStream {
    private final ConnectionThreads threads;

    LimitedOutput(OutputStream out, ConnectionThreads threads) {
        super(out);
        this.threads = threads;
    }

    /** What may wait for the client. */
    private interface Transfer {
        void run() throws IOException;
    }

    private void limited(Transfer transfer) throws IOException {
        threads.limit();
        try {
            transfer.run();
        } finally {
            threads.unlimit();
        }
    }

    @Override
    public void write(int b) throws IOException {
        limited(() -> out.write(b));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        limited(() -> out.write(bytes, offset, length));
    }

    @Override
    public void flush() throws IOException {
        limited(out::flush);
    }

    @Override
    public void close() throws IOException {
        limited(out::close);
    }
}
