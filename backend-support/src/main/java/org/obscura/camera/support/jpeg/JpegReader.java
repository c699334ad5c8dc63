package org.obscura.camera.support.jpeg;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Cuts JPEG images out of a stream of bytes: multipart/x-mixed-replace of any camera, or what a program writes to its output. Whatever
 * stands between images (boundaries, headers of parts) is skipped, and so is an image that is not whole. For one thread.
 */
public final class JpegReader {
    private static final int CHUNK = 1 << 16;
    private static final int PREAMBLE = 4096;

    private final InputStream in;
    private final int largest;
    private final LongSupplier arrivalNanos;
    private final JpegScanner scanner = new JpegScanner();
    private final StringBuilder preamble = new StringBuilder();
    private byte[] buffer = new byte[2 * CHUNK];
    private int filled;
    private long starts;
    private long readNanos;
    private long beganNanos;

    /**
     * An image as it came.
     *
     * @param image the image; its bytes are its own
     * @param beganNanos {@link System#nanoTime()} when its first byte had been read, or what the reader's clock of arrivals said then
     * @param preamble what stood before it, as ISO-8859-1, the last 4096 bytes at most: headers of the part, where there are such
     */
    public record Received(JpegImage image, long beganNanos, String preamble) {
    }

    /**
     * Makes a reader.
     *
     * @param in the stream; not closed by the reader, and read in large pieces, so that it needs no buffer
     * @param largest the most bytes that an image may have
     */
    public JpegReader(InputStream in, int largest) {
        this(in, largest, System::nanoTime);
    }

    /**
     * Makes a reader for a stream that knows when bytes arrived.
     *
     * @param in the stream; not closed by the reader, and read in large pieces, so that it needs no buffer
     * @param largest the most bytes that an image may have
     * @param arrivalNanos called after each read: when what was read had arrived, in the time of {@link System#nanoTime()}
     */
    public JpegReader(InputStream in, int largest, LongSupplier arrivalNanos) {
        this.in = in;
        this.largest = largest;
        this.arrivalNanos = arrivalNanos;
        scanner.begin(0);
    }

    /**
     * Reads the next whole image.
     *
     * @return the image
     * @throws EOFException if the stream ends before one is whole
     * @throws JpegException if it is larger than allowed
     * @throws IOException if the stream cannot be read
     */
    public Received next() throws IOException {
        while (true) {
            int from = scanner.needed();
            JpegScanner.Outcome outcome = scanner.scan(buffer, filled);
            skip(from, scanner.needed());
            if (scanner.starts() != starts) {
                starts = scanner.starts();
                beganNanos = readNanos; // what arrived before the last read is scanned already
            }
            boolean whole = outcome == JpegScanner.Outcome.IMAGE;
            int end = whole ? scanner.end() : filled;
            if (end - scanner.needed() > largest) {
                scanner.begin(end);
                throw new JpegException("more than " + largest + " bytes belong to one JPEG image, and that is the most that it may have");
            }
            if (whole) {
                Received received = new Received(JpegImage.of(scanner, buffer, true), beganNanos, preamble.toString());
                scanner.begin(scanner.end());
                preamble.setLength(0);
                return received;
            }
            read();
        }
    }

    private void skip(int from, int to) {
        if (to > from) {
            int begin = Math.max(from, to - PREAMBLE);
            preamble.append(new String(buffer, begin, to - begin, StandardCharsets.ISO_8859_1));
            preamble.delete(0, Math.max(0, preamble.length() - PREAMBLE));
        }
    }

    private void read() throws IOException {
        int needed = scanner.needed();
        if (needed > 0) {
            System.arraycopy(buffer, needed, buffer, 0, filled - needed);
            filled -= needed;
            scanner.moved(needed);
        }
        if (buffer.length - filled < CHUNK) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, filled + CHUNK));
        }
        int count = in.read(buffer, filled, buffer.length - filled);
        if (count < 0) {
            throw new EOFException("The stream ended");
        }
        readNanos = arrivalNanos.getAsLong();
        filled += count;
    }
}
