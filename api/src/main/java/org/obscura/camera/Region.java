package org.obscura.camera;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rectangle of an image or a sensor.
 *
 * @param x the first column, in pixels from the left, 0 to 65535
 * @param y the first row, in pixels from the top, 0 to 65535
 * @param width the number of columns, 1 to 65535
 * @param height the number of rows, 1 to 65535
 */
public record Region(int x, int y, int width, int height) implements Serializable {
    private static final Pattern TEXT = Pattern.compile("\\s*(\\d{1,5})\\s*,\\s*(\\d{1,5})\\s*,\\s*(\\d{1,5})\\s*,\\s*(\\d{1,5})\\s*");
    private static final int MAX = 65_535;

    /**
     * Validates the rectangle.
     *
     * @throws IllegalArgumentException if a component is outside of its range
     */
    public Region {
        if (x < 0 || y < 0 || width < 1 || height < 1 || x > MAX || y > MAX || width > MAX || height > MAX) {
            throw new IllegalArgumentException("The region is " + x + "," + y + "," + width + "," + height + "; x and y must be 0 to " + MAX
                    + ", width and height 1 to " + MAX + " pixels");
        }
    }

    /**
     * Parses a rectangle.
     *
     * @param text x, y, width and height between commas, such as {@code 320,180,640,360}
     * @return the rectangle
     * @throws IllegalArgumentException if the text is not of that form
     */
    public static Region parse(String text) {
        Matcher m = TEXT.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a region; write x,y,width,height in pixels, such as 320,180,640,360");
        }
        return new Region(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3)),
                Integer.parseInt(m.group(4)));
    }

    /** Returns the text that {@link #parse(String)} reads. */
    @Override
    public String toString() {
        return x + "," + y + "," + width + "," + height;
    }
}
