package org.obscura.camera.support.jpeg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Walks over the markers of a JPEG image in an array that may still grow: goes on where it stopped once there are more bytes. */
final class JpegScanner {
    static final int HUFFMAN_TABLES = 0xc4;
    private static final int QUANTIZATION_TABLES = 0xdb;
    private static final int FIRST_APPLICATION_SEGMENT = 0xe0;
    private static final int ARITHMETIC_FIRST = 0xc9;
    private static final int START_OF_IMAGE = 0xd8;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int START_OF_SCAN = 0xda;
    private static final int MARKER = 0xff;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long LOW_BITS = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    /** How a walk ended. */
    enum Outcome {
        /** An image stands between {@link #start()} and {@link #end()}. */
        IMAGE,
        /** Everything is looked at; the next bytes decide. */
        MORE
    }

    private enum State {
        SEARCH, HEAD, SCAN
    }

    private State state;
    private int at;
    private int start;
    private int scan;
    private int width;
    private int height;
    private boolean tables;
    private boolean quantization;
    /** Where the last segment begins; -1: there is none that may have swallowed the start of an image. */
    private int segment;
    /** Whether the head has bytes that belong to no segment. Decoders skip them, but a cut head followed by an image looks so too. */
    private boolean stray;
    /** Whether an image began that was not whole. */
    private boolean broken;
    private long starts;

    /** Begins to search. */
    void begin(int position) {
        at = position;
        broken = false;
        search();
    }

    private void search() {
        state = State.SEARCH;
        start = -1;
    }

    private void startAt(int position) {
        broken |= start >= 0;
        starts++;
        state = State.HEAD;
        start = position;
        at = position + 2;
        scan = -1;
        width = 0;
        height = 0;
        tables = false;
        quantization = false;
        stray = false;
        segment = -1;
    }

    /** Walks on, up to the limit. An image that is not whole is left behind for the next one. */
    Outcome scan(byte[] data, int limit) {
        while (at < limit) {
            if (state == State.HEAD && (data[at] & 0xff) != MARKER) {
                stray = true;
                int swallowed = startInTables(data);
                if (swallowed >= 0) {
                    startAt(swallowed);
                    continue;
                }
            }
            at = indexOfMarker(data, at, limit);
            if (at + 1 >= limit) {
                return Outcome.MORE;
            }
            int marker = data[at + 1] & 0xff;
            if (marker == MARKER) {
                at++; // a byte that fills
            } else if (marker == START_OF_IMAGE) {
                startAt(at);
            } else if (state == State.SEARCH || isInsideScan(marker)) {
                at += 2; // within a head it belongs to no segment
            } else if (marker == END_OF_IMAGE && scan >= 0 && width > 0 && height > 0 && (quantization || !stray)) {
                at += 2;
                return Outcome.IMAGE;
            } else if (marker == END_OF_IMAGE) {
                broken = true;
                search();
            } else if (!segment(data, marker, limit)) {
                return Outcome.MORE;
            }
        }
        return Outcome.MORE;
    }

    /** Steps over a segment. False if its head is not there yet. */
    private boolean segment(byte[] data, int marker, int limit) {
        if (marker == 0x01) {
            at += 2; // TEM stands alone
            return true;
        }
        boolean frame = isFrameHeader(marker);
        if (at + (frame ? 9 : 4) > limit) {
            return false;
        }
        int length = number(data, at + 2);
        if (length < (frame ? 8 : 2)) {
            broken = true;
            search();
            return true;
        }
        if (frame) {
            height = number(data, at + 5);
            width = number(data, at + 7);
            tables |= marker >= ARITHMETIC_FIRST; // needs no Huffman tables
        }
        tables |= marker == HUFFMAN_TABLES;
        quantization |= marker == QUANTIZATION_TABLES;
        segment = at;
        if (marker == START_OF_SCAN && scan < 0) {
            scan = at;
        }
        state = marker == START_OF_SCAN ? State.SCAN : State.HEAD;
        at += 2 + length;
        return true;
    }

    /** Returns where an image begins inside the last segment, which is cut off then; -1: nowhere, or in a thumbnail. Looks once. */
    private int startInTables(byte[] data) {
        if (segment < 0 || (data[segment + 1] & 0xff) >= FIRST_APPLICATION_SEGMENT) {
            return -1;
        }
        int first = segment + 4;
        segment = -1; // behind it each marker is looked at anyway
        for (int i = first; i + 2 < at; i++) {
            if ((data[i] & 0xff) == MARKER && (data[i + 1] & 0xff) == START_OF_IMAGE && (data[i + 2] & 0xff) == MARKER) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isFrameHeader(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != HUFFMAN_TABLES && marker != 0xc8 && marker != 0xcc;
    }

    /** Returns whether it is a stuffed byte or a restart marker, part of the entropy-coded data. */
    private static boolean isInsideScan(int marker) {
        return marker == 0 || marker >= 0xd0 && marker <= 0xd7;
    }

    private static int number(byte[] data, int at) {
        return (data[at] & 0xff) << 8 | data[at + 1] & 0xff;
    }

    /** Looks at eight bytes at once: nearly all of an image is entropy-coded data without a marker. */
    private static int indexOfMarker(byte[] data, int from, int limit) {
        int i = from;
        for (; i + Long.BYTES <= limit; i += Long.BYTES) {
            long inverted = ~(long) LONGS.get(data, i); // a zero byte where a marker begins
            if ((inverted - LOW_BITS & ~inverted & HIGH_BITS) != 0) {
                break;
            }
        }
        while (i < limit && (data[i] & 0xff) != MARKER) {
            i++;
        }
        return i;
    }

    /** Returns where bytes are no longer needed: the start of the image, or what is not looked at yet. */
    int needed() {
        return start >= 0 ? start : at;
    }

    /** The array is moved down. */
    void moved(int by) {
        at -= by;
        start = start < 0 ? start : start - by;
        scan = scan < 0 ? scan : scan - by;
        segment = segment < 0 ? segment : segment - by;
    }

    /** Returns how many images have begun. */
    long starts() {
        return starts;
    }

    int start() {
        return start;
    }

    int end() {
        return at;
    }

    int firstScan() {
        return scan;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    boolean hasTables() {
        return tables;
    }

    /** Returns why there is no image, to be read behind a number of bytes. */
    String problem() {
        if (start >= 0) {
            return scan >= 0 ? "stop before the JPEG image ends" : "stop within the head of a JPEG image";
        }
        return broken ? "hold a JPEG image that is damaged" : "hold no JPEG image";
    }
}
