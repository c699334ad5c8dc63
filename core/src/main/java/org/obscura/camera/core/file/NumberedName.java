package org.obscura.camera.core.file;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.obscura.camera.spi.ImageFormat;

/**
 * A name of a file with a number. Names with the same prefix share their numbers, whatever the suffix.
 *
 * @param prefix what stands before the number
 * @param digits how many digits the number has at least, so that names sort
 * @param maximumDigits more digits are not taken for a number of this sequence
 * @param suffix what stands after the number, with the dot
 */
record NumberedName(String prefix, int digits, int maximumDigits, String suffix) {
    static final String GENERATED = "IMG_";

    private static final int SERIES_DIGITS = 3;

    /** Returns the name of an image whose request gives none. */
    static NumberedName generated(ImageFormat format) {
        return new NumberedName(GENERATED, 8, 9, "." + format.suffixes().get(0));
    }

    /** Returns the names of a series of so many images: {@code x-001.jpg} for {@code x.jpg}. */
    static NumberedName ofSeries(String name, int count) {
        int dot = name.lastIndexOf('.');
        int digits = Math.max(SERIES_DIGITS, Integer.toString(count).length());
        // eight digits are likely to be a date
        return new NumberedName(name.substring(0, dot) + "-", digits, Math.max(digits, 7), name.substring(dot));
    }

    /** Returns the highest number. */
    int highest() {
        return (int) Math.min(Integer.MAX_VALUE, Math.round(Math.pow(10, maximumDigits)) - 1);
    }

    /** Returns the name with a number. */
    String with(int number) {
        return prefix + String.format(Locale.ROOT, "%0" + digits + "d", number) + suffix;
    }

    /** Returns the number of a file of this sequence. */
    OptionalInt numberOf(String file) {
        if (!file.startsWith(prefix)) {
            return OptionalInt.empty();
        }
        Matcher rest = rest().matcher(file.substring(prefix.length()));
        return rest.matches() ? OptionalInt.of(Integer.parseInt(rest.group(1))) : OptionalInt.empty();
    }

    private Pattern rest() {
        int fewest = prefix.equals(GENERATED) ? digits : SERIES_DIGITS;
        return Pattern.compile("([0-9]{" + fewest + "," + Math.min(9, maximumDigits) + "})\\.[A-Za-z0-9]+");
    }
}
