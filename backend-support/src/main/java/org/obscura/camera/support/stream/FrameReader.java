package org.obscura.camera.support.stream;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

import org.obscura.camera.Resolution;
import org.obscura.camera.spi.PixelFormat;
import org.obscura.camera.support.jpeg.JpegReader;

/** Cuts frames out of a stream of bytes. For one thread. */
public interface FrameReader {
    /** What a connection may hold back: a socket is to get a receive buffer of this size, which the system may double. */
    int SOCKET_BUFFER = 1 << 18;
    /** What a pipe holds on Linux, and a buffer of the same size above it. */
    int PIPE_BUFFER = 2 << 16;

    /**
     * Reads the next frame.
     *
     * @return the frame
     * @throws java.io.EOFException if the stream ends before one is whole
     * @throws IOException if the stream cannot be read, or what it holds cannot be a frame
     */
    SourceFrame next() throws IOException;

    /**
     * Takes back a frame that is not needed, so that its memory can be used again.
     *
     * @param frame the frame
     */
    default void recycle(SourceFrame frame) {
        // the garbage collector frees it
    }

    /**
     * Reads JPEG images from a connection. Whatever stands between them is skipped.
     *
     * @param in the stream of a socket with a receive buffer of {@link #SOCKET_BUFFER}
     * @param largest the most bytes that an image may have
     * @return the reader
     */
    static FrameReader jpeg(InputStream in, int largest) {
        return jpeg(new ArrivalInputStream(in, 4 * SOCKET_BUFFER), largest);
    }

    private static FrameReader jpeg(ArrivalInputStream in, int largest) {
        JpegReader reader = new JpegReader(in, largest, in::arrivedNanos);
        return () -> {
            JpegReader.Received received = reader.next();
            Resolution size = new Resolution(received.image().width(), received.image().height());
            return new SourceFrame(size, PixelFormat.JPEG, received.image().data(), received.beganNanos());
        };
    }

    /**
     * Reads what a program writes to a pipe: JPEG images, or Netpbm images without compression, as its first bytes show.
     *
     * @param in the pipe; this call waits until something comes
     * @param largest the most bytes that an image may have
     * @return the reader
     * @throws IOException if the pipe cannot be read
     */
    static FrameReader detect(InputStream in, int largest) throws IOException {
        BufferedInputStream peek = new BufferedInputStream(in, 1 << 16);
        ArrivalInputStream timed = new ArrivalInputStream(peek, PIPE_BUFFER);
        peek.mark(2);
        boolean netpbm = peek.read() == 'P' && Character.isDigit(peek.read());
        peek.reset();
        return netpbm ? new NetpbmReader(timed, largest) : jpeg(timed, largest);
    }

    /**
     * Reads frames of one size and format that follow each other without anything between.
     *
     * @param in the pipe
     * @param size the size
     * @param format the format
     * @return the reader
     */
    static FrameReader raw(InputStream in, Resolution size, PixelFormat format) {
        return new RawReader(new ArrivalInputStream(in, PIPE_BUFFER), size, format);
    }
}
