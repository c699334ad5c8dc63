package org.obscura.camera.core.engine;

import java.nio.ByteBuffer;

import org.obscura.camera.Resolution;

/** Whether bytes can be a JPEG picture, by its outside: they may go to the disk without having been decoded. */
final class JpegValidator {
    private static final int START_OF_IMAGE = 0xd8;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int START_OF_SCAN = 0xda;

    private JpegValidator() {
    }

    /** What is wrong with it; null if nothing is. Walks the segments of the head, then looks for the end from behind. */
    static String problem(ByteBuffer data, Resolution size) {
        int end = data.limit();
        int at = data.position();
        String what = "its " + data.remaining() + " bytes ";
        if (data.remaining() < 4 || marker(data, at) != START_OF_IMAGE) {
            return what + "do not begin as a JPEG picture does";
        }
        at += 2;
        boolean sized = false;
        while (at + 4 <= end) {
            int marker = marker(data, at);
            if (marker == 0xff) {
                at++; // a byte that fills
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
                    return "it is " + size + " by its description and " + width + "x" + height + " by its bytes";
                }
                sized = true;
            }
            if (marker == START_OF_SCAN) {
                return !sized ? what + "do not say how large the picture is" : ends(data, at, end) ? null
                        : what + "stop before the picture ends";
            }
            at += 2 + length;
        }
        return what + "are no whole JPEG picture";
    }

    private static int marker(ByteBuffer data, int at) {
        return data.get(at) == (byte) 0xff ? Byte.toUnsignedInt(data.get(at + 1)) : -1;
    }

    private static boolean isFrameHeader(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    /** Drivers may leave anything behind the end, but inside a scan the mark of the end cannot occur. */
    private static boolean ends(ByteBuffer data, int scan, int end) {
        for (int at = end - 2; at > scan; at--) {
            if (marker(data, at) == END_OF_IMAGE) {
                return true;
            }
        }
        return false;
    }
}
