package org.obscura.camera.support.stream;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

import org.obscura.camera.Resolution;
import org.obscura.camera.spi.PixelFormat;

/**
 * Reads Netpbm images: {@code P6} (colour) and {@code P5} (grey), 8 bits a sample. Each says its size, so no other way to learn it is
 * needed.
 */
final class NetpbmReader implements FrameReader {
    private static final int MAXIMUM = 255;
    private static final int LONGEST_NUMBER = 9;

    private final ArrivalInputStream in;
    private final int largest;
    private final FrameMemory memory = new FrameMemory();

    NetpbmReader(ArrivalInputStream in, int largest) {
        this.in = in;
        this.largest = largest;
    }

    @Override
    public SourceFrame next() throws IOException {
        int first = in.read();
        if (first < 0) {
            throw new EOFException("The stream ended");
        }
        long arrived = in.arrivedNanos();
        int kind = in.read();
        if (first != 'P' || kind != '5' && kind != '6') {
            throw new IOException("an image does not begin with P5 or P6, as Netpbm images of 8 bits do");
        }
        int width = number();
        int height = number();
        int maximum = number();
        PixelFormat format = kind == '6' ? PixelFormat.RGB24 : PixelFormat.GRAY8;
        long bytes = (long) width * height * format.bytesPerPixel();
        if (width < 1 || height < 1 || maximum != MAXIMUM || bytes > largest) {
            throw new IOException("a Netpbm image of " + width + "x" + height + " pixels with values up to " + maximum
                    + " cannot be read; values up to 255 and " + largest + " bytes are the most");
        }
        byte[] data = memory.take((int) bytes);
        RawReader.readFully(in, data);
        return new SourceFrame(new Resolution(width, height), format, ByteBuffer.wrap(data), arrived);
    }

    /** Reads a number, the space before it and the single character behind it. Comments are skipped. */
    private int number() throws IOException {
        int c = in.read();
        while (c == '#' || Character.isWhitespace(c)) {
            c = c == '#' ? skipLine() : in.read();
        }
        int value = 0;
        int digits = 0;
        for (; c >= '0' && c <= '9' && digits < LONGEST_NUMBER; digits++) {
            value = value * 10 + c - '0';
            c = in.read();
        }
        if (digits == 0 || !Character.isWhitespace(c)) {
            throw new IOException("the head of a Netpbm image is damaged");
        }
        return value;
    }

    private int skipLine() throws IOException {
        int c = in.read();
        while (c >= 0 && c != '\n') {
            c = in.read();
        }
        return c;
    }

    @Override
    public void recycle(SourceFrame frame) {
        memory.give(frame.data().array());
    }
}
