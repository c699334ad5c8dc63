package org.obscura.camera.core.metadata.jpeg;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.obscura.camera.Resolution;

/**
 * The segments of a JPEG before its scan. Accepts what libjpeg accepts: bytes between segments that belong to none are skipped and counted.
 *
 * @param image the image; position 0 is its first byte
 * @param segments in order, each a part of the image with its marker and length
 * @param scan where the scan begins, with its marker; from there on nothing is looked at
 * @param strayBytes how many bytes before the scan belong to no segment
 * @param firstStrayByte where the first of them is; -1: there are none
 */
public record JpegSegments(ByteBuffer image, List<Segment> segments, int scan, int strayBytes, int firstStrayByte) {
    public static final int APP0 = 0xE0;
    public static final int APP1 = 0xE1;
    public static final int APP2 = 0xE2;
    static final int APP14 = 0xEE;
    static final int APP15 = 0xEF;
    public static final int COM = 0xFE;
    public static final int DHT = 0xC4;
    private static final int DAC = 0xCC;
    private static final int RESERVED = 0xC8;
    private static final int TEM = 0x01;
    private static final int RST0 = 0xD0;
    private static final int RST7 = 0xD7;
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;

    /**
     * One segment.
     *
     * @param marker the second byte of its marker
     * @param at where it begins in the image
     * @param whole marker, length and content
     */
    public record Segment(int marker, int at, ByteBuffer whole) {
        public boolean startsWith(byte[] signature) {
            if (whole.remaining() < 4 + signature.length) {
                return false;
            }
            for (int i = 0; i < signature.length; i++) {
                if (whole.get(4 + i) != signature[i]) {
                    return false;
                }
            }
            return true;
        }

        /** Returns what follows a signature of this length. */
        public ByteBuffer content(int signature) {
            return whole.slice(4 + signature, whole.remaining() - 4 - signature);
        }

        boolean isFrameHeader() {
            return marker >= 0xC0 && marker <= 0xCF && marker != DHT && marker != RESERVED && marker != DAC;
        }
    }

    /**
     * Reads the segments of an image.
     *
     * @throws IOException with a sentence that names the byte, if the image has no scan that a decoder could find
     */
    public static JpegSegments read(ByteBuffer jpeg) throws IOException {
        ByteBuffer source = jpeg.slice();
        if (source.remaining() < 4 || unsigned(source, 0) != 0xFF || unsigned(source, 1) != SOI) {
            throw new IOException("The image of " + source.remaining() + " bytes does not begin as a JPEG does");
        }
        List<Segment> segments = new ArrayList<>();
        int strays = 0;
        int firstStray = -1;
        int at = 2;
        while (true) {
            int found = nextMarker(source, at);
            if (found < 0) {
                throw new IOException("The JPEG of " + source.limit() + " bytes ends before its scan");
            }
            int skipped = strays(source, at, found);
            int marker = unsigned(source, found + 1);
            boolean standalone = marker == TEM || marker >= RST0 && marker <= RST7;
            if (skipped > 0 || standalone) {
                strays += skipped + (standalone ? 2 : 0);
                firstStray = firstStray < 0 ? at : firstStray;
            }
            if (standalone) {
                at = found + 2;
                continue;
            }
            if (marker == SOS) {
                return new JpegSegments(source, List.copyOf(segments), found, strays, firstStray);
            }
            if (marker == EOI || marker == SOI) {
                throw new IOException("The JPEG has the marker " + (marker == EOI ? "of its end" : "of its start") + " at byte " + found
                        + ", before its scan");
            }
            int length = found + 4 > source.limit() ? 0 : 2 + (source.getShort(found + 2) & 0xFFFF);
            if (length < 4 || length > source.limit() - found) {
                throw new IOException("The JPEG of " + source.limit() + " bytes is damaged or cut off at byte " + found
                        + ", before its scan");
            }
            segments.add(new Segment(marker, found, source.slice(found, length)));
            at = found + length;
        }
    }

    /** Returns where the next marker begins, after the bytes that fill; -1: there is none. */
    private static int nextMarker(ByteBuffer source, int from) {
        for (int at = from; at + 1 < source.limit(); at++) {
            int second = unsigned(source, at + 1);
            if (unsigned(source, at) == 0xFF && second != 0xFF && second != 0) {
                return at;
            }
        }
        return -1;
    }

    /** Returns how many bytes belong to no segment; any number of 0xFF may stand before a marker. */
    private static int strays(ByteBuffer source, int from, int marker) {
        int end = marker;
        while (end > from && unsigned(source, end - 1) == 0xFF) {
            end--;
        }
        return end - from;
    }

    private static int unsigned(ByteBuffer source, int at) {
        return source.get(at) & 0xFF;
    }

    /** Returns whether the mark of the end follows the scan; devices may leave anything behind it. */
    public boolean hasEnd() {
        for (int at = image.limit() - 2; at > scan; at--) {
            if (unsigned(image, at) == 0xFF && unsigned(image, at + 1) == EOI) {
                return true;
            }
        }
        return false;
    }

    /** Returns the size in the frame header. */
    public Optional<Resolution> size() {
        Optional<Segment> header = frameHeader();
        if (header.isEmpty()) {
            return Optional.empty();
        }
        int height = header.get().whole().getShort(5) & 0xFFFF;
        int width = header.get().whole().getShort(7) & 0xFFFF;
        return width == 0 || height == 0 ? Optional.empty() : Optional.of(new Resolution(width, height));
    }

    private Optional<Segment> frameHeader() {
        for (Segment segment : segments) {
            if (segment.isFrameHeader() && segment.whole().remaining() >= 9) {
                return Optional.of(segment);
            }
        }
        return Optional.empty();
    }

    /** Returns whether this is a Motion JPEG frame that leaves out the Huffman tables which all frames share. */
    boolean lacksHuffmanTables() {
        // other processes than these two are not those of Motion JPEG; arithmetic coding has no such tables at all
        boolean sequential = frameHeader().map(Segment::marker).filter(marker -> marker == 0xC0 || marker == 0xC1).isPresent();
        return sequential && segments.stream().noneMatch(segment -> segment.marker() == DHT);
    }
}
