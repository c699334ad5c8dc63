package org.obscura.camera.simulated;

import static org.obscura.camera.simulated.PatternGeometry.BARS_TOP;
import static org.obscura.camera.simulated.PatternGeometry.CLOCK_TOP;
import static org.obscura.camera.simulated.PatternGeometry.FRAME_TOP;
import static org.obscura.camera.simulated.PatternGeometry.GRAYS_TOP;
import static org.obscura.camera.simulated.PatternGeometry.NAME_TOP;
import static org.obscura.camera.simulated.PatternGeometry.SIZE_TOP;

/** The part of the test card that does not change, as a colour for each point. Drawn once for each resolution. */
final class TestPatternBackground {
    static final int BLACK = 0x000000;
    static final int WHITE = 0xffffff;
    static final int PAPER = 0xf2f2ee;
    static final int INK = 0x16181c;
    static final int SLATE = 0x262b33;
    private static final int GROUND = 0x4a515c;
    private static final int GRID = 0x7d8693;
    private static final int GRID_UNITS = 3;
    private static final int GRAY_STEPS = 11;
    private static final int STAR_RAYS = 36;
    /** The slope at which each ray of a quarter of the star ends, but for the last: a search in it takes a fraction of an arc tangent. */
    private static final double[] RAYS_END = new double[STAR_RAYS / 2 - 1];
    private static final int SAMPLES = 4;

    static {
        for (int i = 0; i < RAYS_END.length; i++) {
            RAYS_END[i] = Math.tan((i + 1) * Math.PI / STAR_RAYS);
        }
    }

    private final PatternGeometry g;
    private final double line;
    private final double panelX;
    private final double panelHalf;
    private final double starRadius;
    private final double circle;
    private final double ring;
    private final double nearCircle;
    private final double farCircle;
    private final double nearRing;
    private final double farRing;
    private final double star;
    private final double nearStar;
    private final int nameTop;
    private final int barsTop;
    private final int graysTop;
    private final int clockTop;
    private final int frameTop;
    private final int sizeTop;
    /** What depends on the column or the row alone, by it: this runs for each pixel, and often before anything is compiled. */
    private final int[] bars;
    private final int[] grays;
    private final boolean[] gridColumns;
    private final boolean[] gridRows;

    TestPatternBackground(PatternGeometry geometry) {
        g = geometry;
        line = Math.max(1, Math.round(g.height / 540.0));
        double left = g.unit;
        double right = g.centreX - 1.09 * g.radius; // the mark that goes round the circle needs this much
        panelX = (left + right) / 2;
        double room = (right - left) / 2;
        panelHalf = Math.min(5 * g.unit, room - 0.5 * g.unit);
        starRadius = Math.min(3.6 * g.unit, room - 0.4 * g.unit);
        circle = square(g.radius);
        ring = square(g.radius + g.ring());
        nearCircle = square(Math.max(0, g.radius - 2));
        farCircle = square(g.radius + 2);
        nearRing = square(Math.max(0, g.radius + g.ring() - 2));
        farRing = square(g.radius + g.ring() + 2);
        star = square(Math.max(0, starRadius));
        nearStar = square(Math.max(0, starRadius + 2));
        nameTop = g.y(NAME_TOP);
        barsTop = g.y(BARS_TOP);
        graysTop = g.y(GRAYS_TOP);
        clockTop = g.y(CLOCK_TOP);
        frameTop = g.y(FRAME_TOP);
        sizeTop = g.y(SIZE_TOP);
        ColourBar[] colours = ColourBar.values();
        bars = new int[g.width];
        grays = new int[g.width];
        gridColumns = new boolean[g.width];
        for (int x = 0; x < g.width; x++) {
            bars[x] = colours[step(x, colours.length)].rgb();
            grays[x] = gray(step(x, GRAY_STEPS));
            gridColumns[x] = onGrid(x + 0.5, g.centreX);
        }
        gridRows = new boolean[g.height];
        for (int y = 0; y < g.height; y++) {
            gridRows[y] = onGrid(y + 0.5, g.centreY);
        }
    }

    void draw(Canvas canvas, String name) {
        for (int y = 0; y < g.height; y++) {
            for (int x = 0; x < g.width; x++) {
                canvas.set(x, y, hasCurve(x + 0.5, y + 0.5) ? smooth(x, y) : at(x + 0.5, y + 0.5));
            }
        }
        text(canvas, "OBSCURA", -0.90, NAME_TOP - 0.06, 0.42, INK);
        text(canvas, BitmapFont.drawable(name), NAME_TOP + 0.04, BARS_TOP - 0.04, 0.78, PAPER);
        text(canvas, g.width + "X" + g.height, SIZE_TOP + 0.03, 0.93, 0.34, INK);
    }

    private void text(Canvas canvas, String text, double top, double bottom, double half, int rgb) {
        canvas.text(text, g.x(-half), g.y(top), g.x(half) - g.x(-half), g.y(bottom) - g.y(top), rgb);
    }

    /** Returns the distance squared, as all distances here: a root for each pixel would cost too much. */
    private double fromCentre(double x, double y) {
        return square(x - g.centreX) + square(y - g.centreY);
    }

    private static double square(double length) {
        return length * length;
    }

    /** Returns whether an edge may pass through the pixel that is not along a row or a column. */
    private boolean hasCurve(double x, double y) {
        double centre = fromCentre(x, y);
        return centre > nearCircle && centre < farCircle || centre > nearRing && centre < farRing || fromStar(x, y) < nearStar;
    }

    /** Returns the mean of some points of a pixel. */
    private int smooth(int x, int y) {
        int red = 0;
        int green = 0;
        int blue = 0;
        for (int i = 0; i < SAMPLES * SAMPLES; i++) {
            int column = i % SAMPLES;
            int row = i / SAMPLES;
            int rgb = at(x + (column + 0.5) / SAMPLES, y + (row + 0.5) / SAMPLES);
            red += rgb >> 16 & 0xff;
            green += rgb >> 8 & 0xff;
            blue += rgb & 0xff;
        }
        int n = SAMPLES * SAMPLES;
        return (red + n / 2) / n << 16 | (green + n / 2) / n << 8 | (blue + n / 2) / n;
    }

    private int at(double x, double y) {
        double centre = fromCentre(x, y);
        if (centre < circle) {
            return inCircle((int) x, (int) y);
        }
        if (centre < ring) {
            return WHITE;
        }
        if (y < g.unit) {
            return blocks(x, g.width / 32.0);
        }
        if (x < g.unit || x >= g.width - g.unit) {
            return blocks(y - g.unit, 1.5 * g.unit);
        }
        double fromStar = fromStar(x, y);
        if (fromStar < star) {
            return star(x, y, fromStar);
        }
        double mirrored = x < g.centreX ? x : g.width - x;
        if (Math.abs(mirrored - panelX) < panelHalf && Math.abs(y - g.centreY) < 4.5 * g.unit) {
            return grating(x, y);
        }
        return gridColumns[(int) x] || gridRows[(int) y] ? GRID : GROUND;
    }

    private int blocks(double along, double length) {
        return Math.floorMod((long) Math.floor(along / length), 2) == 0 ? PAPER : SLATE;
    }

    /** Returns the colour of a point in the circle: bands, with edges between whole pixels. */
    private int inCircle(int x, int y) {
        if (y < nameTop || y >= sizeTop) {
            return PAPER;
        }
        if (y < barsTop) {
            return INK;
        }
        if (y < graysTop) {
            return bars[x];
        }
        if (y < clockTop) {
            return grays[x];
        }
        return y < frameTop ? BLACK : SLATE;
    }

    private static int gray(int step) {
        int level = step * 255 / (GRAY_STEPS - 1);
        return level << 16 | level << 8 | level;
    }

    private int step(int x, int steps) {
        int step = 0;
        while (step < steps - 1 && x >= g.x((step + 1) * 2.0 / steps - 1)) {
            step++;
        }
        return step;
    }

    private double starX(double x) {
        return x < g.centreX ? panelX : g.width - panelX;
    }

    private double starY(double y) {
        return g.centreY + (y < g.centreY ? -12.2 : 12.2) * g.unit;
    }

    private double fromStar(double x, double y) {
        return starRadius <= 0 ? Double.MAX_VALUE : square(x - starX(x)) + square(y - starY(y));
    }

    /** Rays that grow finer towards the middle: where they blur is how sharp the image is. */
    private int star(double x, double y, double fromStar) {
        if (fromStar > square(starRadius - line * 1.5)) {
            return PAPER;
        }
        return ray(x - starX(x), y - starY(y)) % 2 == 0 ? BLACK : PAPER;
    }

    /** Returns in which ray of its quarter a point is, the middle of the star being 0, 0. The rays of a quarter are even in number. */
    private static int ray(double x, double y) {
        boolean flat = x > 0 && y >= 0 || x < 0 && y <= 0;
        double slope = flat ? y / x : -x / y;
        int ray = 0;
        for (int step = Integer.highestOneBit(RAYS_END.length); step > 0; step /= 2) {
            if (ray + step <= RAYS_END.length && slope >= RAYS_END[ray + step - 1]) {
                ray += step;
            }
        }
        return ray;
    }

    /** Lines of one, two and four pixels: upright on the left side, lying on the right. */
    private int grating(double x, double y) {
        boolean left = x < g.centreX;
        double along = left ? (y - g.centreY) / (3 * g.unit) + 1.5 : ((x - (g.width - panelX)) / panelHalf + 1) * 1.5;
        int pixels = 1 << Math.max(0, Math.min(2, (int) Math.floor(along)));
        long across = (long) Math.floor(left ? x : y);
        return across / pixels % 2 == 0 ? PAPER : INK;
    }

    private boolean onGrid(double at, double centre) {
        double spacing = GRID_UNITS * g.unit;
        double nearest = Math.round(centre + Math.round((at - centre) / spacing) * spacing) - Math.floor(line / 2);
        return at >= nearest && at < nearest + line;
    }
}
