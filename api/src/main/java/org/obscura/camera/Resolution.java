package org.obscura.camera;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image size.
 *
 * @param width pixels in a row, 1 to 65535
 * @param height rows, 1 to 65535
 */
public record Resolution(int width, int height) implements Serializable {
    private static final Pattern TEXT = Pattern.compile("\\s*(\\d{1,5})\\s*[xX\u00d7]\\s*(\\d{1,5})\\s*");
    private static final int MAX = 65_535;

    /**
     * Validates the size.
     *
     * @throws IllegalArgumentException if a side is not 1 to 65535
     */
    public Resolution {
        if (width < 1 || height < 1 || width > MAX || height > MAX) {
            throw new IllegalArgumentException("The resolution is " + width + "x" + height + "; each side must be 1 to " + MAX + " pixels");
        }
    }

    /**
     * Parses a size.
     *
     * @param text width, {@code x} and height, such as {@code 1280x720}
     * @return the size
     * @throws IllegalArgumentException if the text is not of that form
     */
    public static Resolution parse(String text) {
        Matcher m = TEXT.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a resolution; write width x height in pixels, such as 1280x720");
        }
        return new Resolution(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)));
    }

    /** Compares the sides. The JDK links the methods that it generates for a record at their first use, which delays a start. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Resolution that && width == that.width && height == that.height;
    }

    @Override
    public int hashCode() {
        return 31 * width + height;
    }

    /** Returns the text that {@link #parse(String)} reads: {@code 1280x720}. */
    @Override
    public String toString() {
        return width + "x" + height;
    }
}
