package org.obscura.camera.trigger.view;

import java.nio.ByteBuffer;
import java.util.Arrays;

import org.obscura.camera.spi.Frame;

/** The mean brightness, 0 to 255, of cells of 8 by 8 pixels of an image, row by row. */
final class Cells {
    static final int SIZE = 8;

    private Cells() {
    }

    /** Returns the cells of a frame of BGR24; pixels beyond whole cells are left out. */
    static double[] of(Frame frame) {
        int columns = Math.max(1, frame.getResolution().width() / SIZE);
        int rows = Math.max(1, frame.getResolution().height() / SIZE);
        double[] cells = new double[columns * rows];
        ByteBuffer data = frame.getData();
        int width = Math.min(columns * SIZE, frame.getResolution().width());
        int height = Math.min(rows * SIZE, frame.getResolution().height());
        int[] counts = new int[cells.length];
        for (int y = 0; y < height; y++) {
            int at = data.position() + y * frame.getStride();
            int row = Math.min(y / SIZE, rows - 1) * columns;
            for (int x = 0; x < width; x++, at += 3) {
                int cell = row + Math.min(x / SIZE, columns - 1);
                cells[cell] += brightness(data.get(at) & 0xff, data.get(at + 1) & 0xff, data.get(at + 2) & 0xff);
                counts[cell]++;
            }
        }
        for (int i = 0; i < cells.length; i++) {
            cells[i] /= counts[i];
        }
        return cells;
    }

    /** Returns the luma of Rec. 601. */
    static double brightness(int blue, int green, int red) {
        return 0.114 * blue + 0.587 * green + 0.299 * red;
    }

    /** Returns the median of the differences. */
    static double medianDifference(double[] a, double[] b) {
        double[] differences = new double[a.length];
        Arrays.setAll(differences, i -> a[i] - b[i]);
        Arrays.sort(differences);
        return differences[differences.length / 2];
    }
}
