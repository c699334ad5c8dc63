package org.obscura.camera.core.metadata.jpeg;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.obscura.camera.Resolution;

/**
 * What stands before the scan of a JPEG.
 *
 * @param segments in order, each a part of the picture with its marker and length
 * @param scan where the scan begins, with its marker; from there on nothing is looked at
 */
public record JpegSegments(List<Segment> segments, int scan) {
    public static final int APP0 = 0xE0;
    public static final int APP1 = 0xE1;
    public static final int COM = 0xFE;
    public static final int DHT = 0xC4;
    private static final int SOI = 0xD8;
    private static final int SOS = 0xDA;

    /**
     * One segment.
     *
     * @param marker the second byte of its marker
     * @param whole marker, length and content
     */
    public record Segment(int marker, ByteBuffer whole) {
        public boolean startsWith(byte[] signature) {
            return whole.remaining() >= 4 + signature.length && whole.slice(4, signature.length).equals(ByteBuffer.wrap(signature));
        }

        /** What follows a signature of this length. */
        public ByteBuffer content(int signature) {
            return whole.slice(4 + signature, whole.remaining() - 4 - signature);
        }
    }

    public static JpegSegments read(ByteBuffer jpeg) throws IOException {
        ByteBuffer source = jpeg.slice();
        if (source.remaining() < 4 || unsigned(source, 0) != 0xFF || unsigned(source, 1) != SOI) {
            throw new IOException("The picture does not begin as a JPEG does");
        }
        List<Segment> segments = new ArrayList<>();
        int at = 2;
        while (at + 4 <= source.limit()) {
            int marker = unsigned(source, at + 1);
            if (unsigned(source, at) != 0xFF) {
                break;
            }
            if (marker == 0xFF) {
                at++;
                continue;
            }
            if (marker == SOS) {
                return new JpegSegments(segments, at);
            }
            int length = 2 + (source.getShort(at + 2) & 0xFFFF);
            if (length < 4 || at + length > source.limit()) {
                break;
            }
            segments.add(new Segment(marker, source.slice(at, length)));
            at += length;
        }
        throw new IOException("The JPEG is damaged at byte " + at + ", before its scan");
    }

    private static int unsigned(ByteBuffer source, int at) {
        return source.get(at) & 0xFF;
    }

    /** The size in the frame header. */
    public Optional<Resolution> size() {
        for (Segment segment : segments) {
            int marker = segment.marker();
            boolean frame = marker >= 0xC0 && marker <= 0xCF && marker != DHT && marker != 0xC8 && marker != 0xCC;
            if (frame && segment.whole().remaining() >= 9) {
                int height = segment.whole().getShort(5) & 0xFFFF;
                int width = segment.whole().getShort(7) & 0xFFFF;
                return width == 0 || height == 0 ? Optional.empty() : Optional.of(new Resolution(width, height));
            }
        }
        return Optional.empty();
    }
}
