package org.obscura.camera.core.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What a JPEG image says of itself before its first scan.
 *
 * @param width the width in pixels; 0 if the header does not say
 * @param height the height in pixels; 0 if the header does not say
 * @param scans the number of scans of a progressive image; 1 for any other
 * @param hasProfile whether there is a colour profile
 */
record JpegHeader(int width, int height, int scans, boolean hasProfile) {
    /** As many pixels as the memory of a small machine holds. */
    static final long MAXIMUM_PIXELS = 100_000_000;
    /** A black image has about 170 pixels for each byte, a progressive one 340. */
    static final long MAXIMUM_PIXELS_PER_BYTE = 1000;
    /** Encoders make about 10; a decoder works through the whole image for each. */
    static final int MAXIMUM_SCANS = 100;

    private static final int START_OF_SCAN = 0xda;
    private static final int PROFILE_SEGMENT = 0xe2;
    private static final byte[] PROFILE = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);

    /** Reads what there is of a header; never fails. */
    static JpegHeader of(ByteBuffer image) {
        ByteBuffer data = image.slice();
        int width = 0;
        int height = 0;
        boolean progressive = false;
        boolean profile = false;
        int at = 2;
        while (at + 4 <= data.limit()) {
            int marker = data.get(at) == (byte) 0xff ? data.get(at + 1) & 0xff : 0;
            if (marker == 0 || marker == 0xff || marker >= 0xd0 && marker <= 0xd9) {
                at += marker == 0 || marker == 0xff ? 1 : 2; // stray and filling bytes, markers without content
                continue;
            }
            if (marker == START_OF_SCAN) {
                break;
            }
            if (isFrameHeader(marker) && at + 9 <= data.limit()) {
                height = data.getShort(at + 5) & 0xffff;
                width = data.getShort(at + 7) & 0xffff;
                progressive = marker == 0xc2 || marker == 0xc6 || marker == 0xca || marker == 0xce;
            }
            profile |= marker == PROFILE_SEGMENT && begins(data, at + 4, PROFILE);
            at += 2 + Math.max(2, data.getShort(at + 2) & 0xffff);
        }
        return new JpegHeader(width, height, progressive ? scans(data, at) : 1, profile);
    }

    private static boolean isFrameHeader(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private static boolean begins(ByteBuffer data, int at, byte[] expected) {
        return at + expected.length <= data.limit() && data.slice(at, expected.length).equals(ByteBuffer.wrap(expected));
    }

    /** Counts marks that cannot occur inside a scan. */
    private static int scans(ByteBuffer data, int from) {
        int scans = 0;
        for (int i = from; i + 1 < data.limit(); i++) {
            if (data.get(i) == (byte) 0xff && data.get(i + 1) == (byte) START_OF_SCAN) {
                scans++;
            }
        }
        return scans;
    }

    /**
     * Refuses an image that would cost a decoder far more time or memory than its bytes can be worth.
     *
     * @param length the length of the whole image, in bytes
     */
    void checkLimits(int length) throws IOException {
        check(width, height);
        if ((long) width * height > MAXIMUM_PIXELS_PER_BYTE * length) {
            throw new IOException("an image of " + width + "x" + height + " does not fit into " + length + " bytes");
        }
        if (scans > MAXIMUM_SCANS) {
            throw new IOException("an image in " + scans + " scans is not decoded; " + MAXIMUM_SCANS + " are possible");
        }
    }

    /** Refuses a size that takes too much memory, of an image of any format. */
    static void check(int width, int height) throws IOException {
        if ((long) width * height > MAXIMUM_PIXELS) {
            throw new IOException(
                    "an image of " + width + "x" + height + " is too large to decode; " + MAXIMUM_PIXELS + " pixels are possible");
        }
    }
}
