package org.obscura.camera.simulated;

import static org.obscura.camera.simulated.PatternGeometry.BARS_TOP;
import static org.obscura.camera.simulated.PatternGeometry.CLOCK_TOP;
import static org.obscura.camera.simulated.PatternGeometry.FRAME_TOP;
import static org.obscura.camera.simulated.PatternGeometry.GRAYS_TOP;
import static org.obscura.camera.simulated.PatternGeometry.NAME_TOP;
import static org.obscura.camera.simulated.PatternGeometry.SIZE_TOP;

/**
 * The part of the test card that does not change, drawn once for each resolution. What a row has in common with another one is copied:
 * this often runs before anything is compiled.
 */
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
    private static final double STAR_UNITS = 12.2;
    private static final int RAYS = 18;
    /** The direction in which each ray of a quarter of a star begins, and at last the end of the quarter. */
    private static final double[] RAY_X = new double[RAYS + 1];
    private static final double[] RAY_Y = new double[RAYS + 1];

    static {
        for (int i = 0; i <= RAYS; i++) {
            RAY_X[i] = Math.cos(i * Math.PI / 2 / RAYS);
            RAY_Y[i] = Math.sin(i * Math.PI / 2 / RAYS);
        }
    }

    private final PatternGeometry g;
    private final Canvas canvas;
    private final double line;
    private final double panelX;
    private final double panelHalf;
    private final double starRadius;
    /** Where the bands of the circle end. */
    private final int[] bandEnds;

    TestPatternBackground(PatternGeometry geometry, Canvas canvas) {
        g = geometry;
        this.canvas = canvas;
        line = Math.max(1, Math.round(g.height / 540.0));
        double left = g.unit;
        double right = g.centreX - 1.09 * g.radius; // the mark that goes round the circle needs this much
        panelX = (left + right) / 2;
        double room = (right - left) / 2;
        panelHalf = Math.min(5 * g.unit, room - 0.5 * g.unit);
        starRadius = Math.min(3.6 * g.unit, room - 0.4 * g.unit);
        bandEnds = new int[] {g.y(NAME_TOP), g.y(BARS_TOP), g.y(GRAYS_TOP), g.y(CLOCK_TOP), g.y(FRAME_TOP), g.y(SIZE_TOP)};
    }

    void draw(String name) {
        drawGrid();
        drawGratings();
        drawStars();
        drawBorders();
        drawCircle();
        text("OBSCURA", -0.90, NAME_TOP - 0.06, 0.42, INK);
        text(BitmapFont.drawable(name), NAME_TOP + 0.04, BARS_TOP - 0.04, 0.78, PAPER);
        text(g.width + "X" + g.height, SIZE_TOP + 0.03, 0.93, 0.34, INK);
    }

    private void text(String text, double top, double bottom, double half, int rgb) {
        canvas.text(text, g.x(-half), g.y(top), g.x(half) - g.x(-half), g.y(bottom) - g.y(top), rgb);
    }

    private void drawGrid() {
        for (int x = 0; x < g.width; x++) {
            canvas.set(x, 0, isOnGrid(x + 0.5, g.centreX) ? GRID : GROUND);
        }
        for (int y = 1; y < g.height; y++) {
            canvas.copy(0, 0, 0, y, g.width);
        }
        for (int y = 0; y < g.height; y++) {
            if (isOnGrid(y + 0.5, g.centreY)) {
                canvas.fill(0, y, g.width, 1, GRID);
            }
        }
    }

    private boolean isOnGrid(double at, double centre) {
        double spacing = GRID_UNITS * g.unit;
        double nearest = Math.round(centre + Math.round((at - centre) / spacing) * spacing) - Math.floor(line / 2);
        return at >= nearest && at < nearest + line;
    }

    /** Draws lines of one, two and four pixels: upright on the left side, lying on the right. */
    private void drawGratings() {
        int left = firstPixel(panelX - panelHalf);
        int right = firstPixel(panelX + panelHalf);
        int top = firstPixel(g.centreY - 4.5 * g.unit);
        int bottom = firstPixel(g.centreY + 4.5 * g.unit);
        for (int i = 0; i < 3; i++) {
            int from = left + (right - left) * i / 3;
            int to = left + (right - left) * (i + 1) / 3;
            for (int y = top; y < bottom; y++) {
                canvas.fill(g.width - right + from - left, y, to - from, 1, (y >> i) % 2 == 0 ? PAPER : INK);
            }
            from = top + (bottom - top) * i / 3;
            to = top + (bottom - top) * (i + 1) / 3;
            for (int x = left; x < right; x++) {
                canvas.fill(x, from, 1, to - from, (x >> i) % 2 == 0 ? PAPER : INK);
            }
        }
    }

    /** Returns the first pixel whose middle is not before a place. */
    private static int firstPixel(double place) {
        return (int) Math.ceil(place - 0.5);
    }

    /** Draws a star in each corner. Their middles lie between pixels, so that all are alike but for what is behind their edges. */
    private void drawStars() {
        int left = (int) Math.round(panelX);
        int top = (int) Math.round(g.centreY - STAR_UNITS * g.unit);
        int bottom = (int) Math.round(g.centreY + STAR_UNITS * g.unit);
        for (int y = firstPixel(-starRadius - 1); y < starRadius + 1; y++) {
            int outer = (int) Math.ceil(half(starRadius + 1, y + 0.5));
            int inner = (int) half(starRadius - 1, y + 0.5);
            drawStar(left, top, -inner, inner, y);
            for (int centreX : new int[] {left, g.width - left}) {
                for (int centreY : new int[] {top, bottom}) {
                    drawStar(centreX, centreY, -outer, -inner, y);
                    drawStar(centreX, centreY, inner, outer, y);
                    canvas.copy(left - inner, top + y, centreX - inner, centreY + y, 2 * inner);
                }
            }
        }
    }

    /** Draws a part of a row of a star; places count from its middle. */
    private void drawStar(int centreX, int centreY, int from, int to, int y) {
        for (int x = from; x < to; x++) {
            double fromCentre = Math.sqrt(square(x + 0.5) + square(y + 0.5));
            double black = coverage(starRadius - line * 1.5 - fromCentre);
            int rgb = black > 0 ? Canvas.mix(PAPER, BLACK, black * blackness(x + 0.5, y + 0.5)) : PAPER;
            canvas.blend(centreX + x, centreY + y, rgb, coverage(starRadius - fromCentre));
        }
    }

    private static double square(double length) {
        return length * length;
    }

    /** Returns half the width of a circle at a distance of its middle; 0 outside of it. */
    private static double half(double radius, double distance) {
        return radius <= Math.abs(distance) ? 0 : Math.sqrt(radius * radius - distance * distance);
    }

    /** Returns how much of a pixel is within an edge, by the distance of its middle from the edge. */
    private static double coverage(double within) {
        return Math.max(0, Math.min(1, within + 0.5));
    }

    /** Returns how much of a pixel the black rays of a star cover. Where they blur towards the middle is how sharp the image is. */
    private static double blackness(double fromX, double fromY) {
        boolean flat = fromX > 0 && fromY >= 0 || fromX < 0 && fromY <= 0;
        double x = Math.abs(flat ? fromX : fromY);
        double y = Math.abs(flat ? fromY : fromX);
        int ray = 0;
        for (int step = Integer.highestOneBit(RAYS - 1); step > 0; step /= 2) {
            if (ray + step < RAYS && within(ray + step, x, y) >= 0) {
                ray += step;
            }
        }
        double covered = coverage(Math.min(within(ray, x, y), -within(ray + 1, x, y)));
        return ray % 2 == 0 ? covered : 1 - covered;
    }

    /** Returns how far a point of a quarter is behind the line where a ray begins; less than 0 if it is before that. */
    private static double within(int ray, double x, double y) {
        return y * RAY_X[ray] - x * RAY_Y[ray];
    }

    private void drawBorders() {
        int top = firstPixel(g.unit);
        int left = Math.min(g.width, firstPixel(g.unit));
        int right = Math.max(left, firstPixel(g.width - g.unit));
        for (int y = top; y < g.height; y++) {
            int rgb = block(y + 0.5 - g.unit, 1.5 * g.unit);
            canvas.fill(0, y, left, 1, rgb);
            canvas.fill(right, y, g.width - right, 1, rgb);
        }
        for (int x = 0; x < g.width; x++) {
            canvas.fill(x, 0, 1, top, block(x + 0.5, g.width / 32.0));
        }
    }

    private static int block(double along, double length) {
        return (int) (along / length) % 2 == 0 ? PAPER : SLATE;
    }

    /** Draws the circle and the ring round it, from the widest row on to either side. */
    private void drawCircle() {
        int middle = (int) g.centreY;
        double outer = g.radius + g.ring() + 1;
        for (int step : new int[] {1, -1}) {
            int first = step > 0 ? middle : middle - 1;
            for (int y = first; y >= 0 && y < g.height && Math.abs(y + 0.5 - g.centreY) < outer; y += step) {
                double fromCentre = y + 0.5 - g.centreY;
                int left = Math.max(0, firstPixel(g.centreX - half(outer, fromCentre)));
                int right = Math.min(g.width, firstPixel(g.centreX + half(outer, fromCentre)));
                int inLeft = Math.max(left, firstPixel(g.centreX - half(g.radius - 1, fromCentre)));
                int inRight = Math.max(inLeft, Math.min(right, firstPixel(g.centreX + half(g.radius - 1, fromCentre))));
                drawEdges(left, inLeft, y);
                drawEdges(inRight, right, y);
                if (y != first && band(y) == band(y - step)) {
                    canvas.copy(inLeft, y - step, inLeft, y, inRight - inLeft);
                } else {
                    for (int x = inLeft; x < inRight; x++) {
                        canvas.set(x, y, inCircle(x, y));
                    }
                }
            }
        }
    }

    /** Draws pixels of a row that the edge of the circle or of the ring may cross. */
    private void drawEdges(int from, int to, int y) {
        for (int x = from; x < to; x++) {
            double within = g.radius - Math.sqrt(square(x + 0.5 - g.centreX) + square(y + 0.5 - g.centreY));
            canvas.blend(x, y, WHITE, coverage(within + g.ring()));
            canvas.blend(x, y, inCircle(x, y), coverage(within));
        }
    }

    private int band(int y) {
        int band = 0;
        while (band < bandEnds.length && y >= bandEnds[band]) {
            band++;
        }
        return band;
    }

    private int inCircle(int x, int y) {
        return switch (band(y)) {
            case 1 -> INK;
            case 2 -> ColourBar.values()[step(x, ColourBar.values().length)].rgb();
            case 3 -> step(x, GRAY_STEPS) * 255 / (GRAY_STEPS - 1) * 0x010101;
            case 4 -> BLACK;
            case 5 -> SLATE;
            default -> PAPER;
        };
    }

    private int step(int x, int steps) {
        int step = 0;
        while (step < steps - 1 && x >= g.x((step + 1) * 2.0 / steps - 1)) {
            step++;
        }
        return step;
    }
}
