package org.obscura.camera.support.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a request sends; may be written more than once. */
public interface HttpBody {
    /** Nothing. */
    HttpBody NONE = of("", new byte[0]);

    /**
     * Returns the media type.
     *
     * @return the type; "" if nothing is sent
     */
    String type();

    /**
     * Returns the length. Called once before each {@link #write}.
     *
     * @return how many bytes {@link #write} writes
     */
    long length();

    /**
     * Writes the bytes.
     *
     * @param out the connection, which stays open
     * @throws IOException if the source or the connection fails
     */
    void write(OutputStream out) throws IOException;

    /**
     * Sends bytes.
     *
     * @param type the media type
     * @param bytes the bytes
     * @return the body
     */
    static HttpBody of(String type, byte[] bytes) {
        return new HttpBody() {
            @Override
            public String type() {
                return type;
            }

            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public void write(OutputStream out) throws IOException {
                out.write(bytes);
            }
        };
    }

    /**
     * Sends a file between two texts.
     *
     * @param type the media type
     * @param head what precedes the file
     * @param file the file, whose length is that of this moment
     * @param tail what follows it
     * @return the body
     * @throws IOException if the file cannot be read
     */
    static HttpBody file(String type, String head, Path file, String tail) throws IOException {
        byte[] before = head.getBytes(StandardCharsets.UTF_8);
        byte[] after = tail.getBytes(StandardCharsets.UTF_8);
        long size = Files.size(file);
        return new HttpBody() {
            @Override
            public String type() {
                return type;
            }

            @Override
            public long length() {
                return before.length + size + after.length;
            }

            @Override
            public void write(OutputStream out) throws IOException {
                out.write(before);
                try (InputStream in = Files.newInputStream(file)) {
                    byte[] block = new byte[1 << 16];
                    for (long left = size; left > 0;) {
                        int count = in.read(block, 0, (int) Math.min(block.length, left));
                        if (count < 0) {
                            throw new EOFException("the file became shorter while it was sent");
                        }
                        out.write(block, 0, count);
                        left -= count;
                    }
                }
                out.write(after);
            }
        };
    }
}
