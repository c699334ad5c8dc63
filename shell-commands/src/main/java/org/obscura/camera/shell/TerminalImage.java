package org.obscura.camera.shell;

import java.awt.image.BufferedImage;

/**
 * An image as text. A character cell is about twice as high as wide: the upper half block, with one colour for itself and one for its
 * background, makes two square pixels of it.
 */
record TerminalImage(BufferedImage image, int columns, Palette palette) {
    private static final String INK = " .:-=+*#%@";
    private static final String RESET = "\u001b[0m";

    /** Returns the number of lines. */
    int rows() {
        return Math.max(1, Math.round(columns * image.getHeight() / (2f * image.getWidth())));
    }

    @Override
    public String toString() {
        int rows = rows();
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < rows; row++) {
            if (palette == Palette.ASCII) {
                inkRow(row, rows, text);
            } else {
                colourRow(row, rows, text);
            }
            text.append(System.lineSeparator());
        }
        return text.toString();
    }

    private void inkRow(int row, int rows, StringBuilder text) {
        for (int column = 0; column < columns; column++) {
            int rgb = mean(column, columns, row, rows);
            int brightness = (299 * (rgb >> 16 & 255) + 587 * (rgb >> 8 & 255) + 114 * (rgb & 255)) / 1000;
            text.append(INK.charAt(brightness * INK.length() / 256));
        }
    }

    private void colourRow(int row, int rows, StringBuilder text) {
        String before = "";
        for (int column = 0; column < columns; column++) {
            String upper = palette.code(mean(column, columns, 2 * row, 2 * rows));
            String lower = palette.code(mean(column, columns, 2 * row + 1, 2 * rows));
            String code = "\u001b[38;" + upper + ";48;" + lower + "m";
            text.append(code.equals(before) ? "" : code).append('\u2580');
            before = code;
        }
        text.append(RESET);
    }

    /** Returns the mean colour of one field of a grid laid over the image. */
    private int mean(int column, int ofColumns, int row, int ofRows) {
        int left = column * image.getWidth() / ofColumns;
        int top = row * image.getHeight() / ofRows;
        int right = Math.max(left + 1, (column + 1) * image.getWidth() / ofColumns);
        int bottom = Math.max(top + 1, (row + 1) * image.getHeight() / ofRows);
        long r = 0;
        long g = 0;
        long b = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int rgb = image.getRGB(x, y);
                r += rgb >> 16 & 255;
                g += rgb >> 8 & 255;
                b += rgb & 255;
            }
        }
        int count = (right - left) * (bottom - top);
        return (int) (r / count) << 16 | (int) (g / count) << 8 | (int) (b / count);
    }
}
