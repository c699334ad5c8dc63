package org.obscura.camera.support.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The colour profile in a JPEG image. */
final class JpegProfile {
    private static final int SEGMENT = 0xe2;
    private static final int UNKNOWN_SEGMENT = 0xef;
    private static final byte[] START = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);

    private JpegProfile() {
    }

    /** Makes the colour profile of an image a segment that no decoder knows, and returns whether there is one. */
    static boolean hide(byte[] jpeg) {
        boolean found = false;
        for (int i = 0; i + 4 + START.length <= jpeg.length; i++) {
            if (jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) SEGMENT
                    && Arrays.equals(jpeg, i + 4, i + 4 + START.length, START, 0, START.length)) {
                jpeg[i + 1] = (byte) UNKNOWN_SEGMENT;
                found = true;
            }
        }
        return found;
    }
}
