package org.obscura.camera.shell;

import java.util.Locale;
import java.util.Map;

/** What a terminal can show. */
enum Palette {
    /** Any colour. */
    COLOURS_24_BIT,
    /** The colour cube and the greys of the 256 colours that xterm has. */
    COLOURS_256,
    /** No colour: brightness by the ink of a character. */
    ASCII;

    private static final int[] CUBE = {0, 95, 135, 175, 215, 255};

    /**
     * Returns what fits the environment: no colour in a pipe or with the variable NO_COLOR. Without the variable TERM, as on Windows, the
     * terminal has all colours.
     */
    static Palette of(Map<String, String> environment, boolean isTerminal) {
        String name = environment.getOrDefault("TERM", "").toLowerCase(Locale.ROOT);
        if (!isTerminal || !environment.getOrDefault("NO_COLOR", "").isEmpty() || name.equals("dumb") || name.startsWith("vt")) {
            return ASCII;
        }
        return name.equals("linux") || name.startsWith("screen") ? COLOURS_256 : COLOURS_24_BIT;
    }

    /** Returns the end of an escape sequence that chooses a colour; the beginning chooses between text and background. */
    String code(int rgb) {
        int r = rgb >> 16 & 255;
        int g = rgb >> 8 & 255;
        int b = rgb & 255;
        return this == COLOURS_256 ? "5;" + nearest(r, g, b) : "2;" + r + ";" + g + ";" + b;
    }

    private static int nearest(int r, int g, int b) {
        int ri = level(r);
        int gi = level(g);
        int bi = level(b);
        int grey = Math.max(0, Math.min(23, ((r + g + b) / 3 - 3) / 10));
        int value = 8 + 10 * grey;
        boolean greyIsNearer = distance(r, g, b, value, value, value) < distance(r, g, b, CUBE[ri], CUBE[gi], CUBE[bi]);
        return greyIsNearer ? 232 + grey : 16 + 36 * ri + 6 * gi + bi;
    }

    private static int level(int value) {
        int best = 0;
        for (int i = 1; i < CUBE.length; i++) {
            if (Math.abs(CUBE[i] - value) < Math.abs(CUBE[best] - value)) {
                best = i;
            }
        }
        return best;
    }

    private static int distance(int r1, int g1, int b1, int r2, int g2, int b2) {
        return (r1 - r2) * (r1 - r2) + (g1 - g2) * (g1 - g2) + (b1 - b2) * (b1 - b2);
    }
}
