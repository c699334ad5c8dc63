package org.obscura.camera.simulated;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Capital letters, digits and some marks, five dots wide and seven high. Each glyph is its rows from the top, the left dot the highest bit.
 */
final class BitmapFont {
    static final int WIDTH = 5;
    static final int HEIGHT = 7;
    /** From one character to the next. */
    static final int ADVANCE = WIDTH + 1;

    private static final int FIRST = ' ';
    private static final String UNKNOWN = "1f11111111111f";
    /** From the space to the underscore in the order of ASCII. */
    private static final String[] GLYPHS = {
            "00000000000000", "04040404040004", "0a0a0a00000000", "0a0a1f0a1f0a0a", "040f140e051e04", "18190204081303", "0c12140815120d",
            "04040800000000", "02040808080402", "08040202020408", "00150e1f0e1500", "0004041f040400", "00000000060408", "0000001f000000",
            "00000000000606", "01010204081010", "0e11131519110e", "040c040404040e", "0e11010204081f", "1f02040201110e", "02060a121f0202",
            "1f101e0101110e", "0608101e11110e", "1f010204080808", "0e11110e11110e", "0e11110f01020c", "00060600060600", "00060600060408",
            "02040810080402", "00001f001f0000", "08040201020408", "0e110102040004", "0e11171517100e", "0e11111f111111", "1e11111e11111e",
            "0e11101010110e", "1c12111111121c", "1f10101e10101f", "1f10101e101010", "0e11101711110f", "1111111f111111", "0e04040404040e",
            "0702020202120c", "11121418141211", "1010101010101f", "111b1515111111", "11191513111111", "0e11111111110e", "1e11111e101010",
            "0e11111115120d", "1e11111e141211", "0f10100e01011e", "1f040404040404", "1111111111110e", "11111111110a04",
            "1111111515150a", "11110a040a1111", "1111110a040404", "1f01020408101f", "0e08080808080e", "10100804020101", "0e02020202020e",
            "040a1100000000", "0000000000001f",
    };

    private BitmapFont() {
    }

    /** Returns what can be drawn of a text: capitals, accents left off. */
    static String drawable(String text) {
        // the tables of accents are large, and most names have none
        String plain = text.chars().allMatch(c -> c < 0x80) ? text
                : Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        return plain.toUpperCase(Locale.ROOT);
    }

    /** Dots that a text takes, the gap after the last character left out. */
    static int width(String text) {
        return Math.max(0, text.length() * ADVANCE - 1);
    }

    static boolean isSet(char c, int column, int row) {
        int index = c - FIRST;
        String glyph = index >= 0 && index < GLYPHS.length ? GLYPHS[index] : UNKNOWN;
        int bits = Integer.parseInt(glyph, row * 2, row * 2 + 2, 16);
        return (bits >> WIDTH - 1 - column & 1) == 1;
    }
}
