package org.obscura.camera.core.engine;

import java.nio.ByteBuffer;

import org.obscura.camera.Resolution;

/** Checks the structure of a JPEG image without decoding it, since it may be written to a file as it is. */
final class JpegValidator {
    private static final int START_OF_IMAGE = 0xd8;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int START_OF_SCAN = 0xda;

    private JpegValidator() {
    }

    /** Returns what is wrong with the data; null if nothing is. Walks the header segments, then searches the end marker backwards. */
    static String validate(ByteBuffer data, Resolution size) {
        int end = data.limit();
        int at = data.position();
        String what = data.remaining() + " bytes ";
        if (data.remaining() < 4 || marker(data, at) != START_OF_IMAGE) {
            return what + "without a JPEG start marker";
        }
        at += 2;
        boolean sized = false;
        while (at + 4 <= end) {
            int marker = marker(data, at);
            if (marker == 0xff) {
                at++; // a fill byte
                continue;
            }
            int length = Short.toUnsignedInt(data.getShort(at + 2));
            if (marker < 0 || length < 2) {
                break;
            }
            if (isFrameHeader(marker) && at + 9 <= end) {
                int height = Short.toUnsignedInt(data.getShort(at + 5));
                int width = Short.toUnsignedInt(data.getShort(at + 7));
                if (width != size.width() || height != size.height()) {
                    return "the JPEG header says " + width + "x" + height + ", expected " + size;
                }
                sized = true;
            }
            if (marker == START_OF_SCAN) {
                return !sized ? what + "of JPEG data without a frame header" : hasEndMarker(data, at, end) ? null
                        : what + "of truncated JPEG data";
            }
            at += 2 + length;
        }
        return what + "of truncated JPEG data";
    }

    private static int marker(ByteBuffer data, int at) {
        return data.get(at) == (byte) 0xff ? Byte.toUnsignedInt(data.get(at + 1)) : -1;
    }

    private static boolean isFrameHeader(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    /** Searches the end marker: drivers may leave anything behind it, but it cannot occur inside a scan. */
    private static boolean hasEndMarker(ByteBuffer data, int scan, int end) {
        for (int at = end - 2; at > scan; at--) {
            if (marker(data, at) == END_OF_IMAGE) {
                return true;
            }
        }
        return false;
    }
}
