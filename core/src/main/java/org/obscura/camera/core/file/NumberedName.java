package org.obscura.camera.core.file;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.obscura.camera.core.pattern.PatternName;
import org.obscura.camera.spi.ImageFormat;

/**
 * A name of a file with a number. Names with the same key share their numbers, whatever the suffix.
 *
 * @param key what the names have in common
 * @param before what stands before the number
 * @param digits how many digits the number has at least, so that names sort
 * @param maximumDigits more digits are not taken for a number of this sequence
 * @param after what stands after the number, with the suffix
 * @param start how all names of the key begin
 * @param files matches all names of the key; its first group is the number
 */
record NumberedName(String key, String before, int digits, int maximumDigits, String after, String start, Pattern files) {
    /** The key of the names that are made unless a pattern is configured. */
    static final String GENERATED = "IMG_";

    private static final int SERIES_DIGITS = 3;
    /** Eight digits are likely to be a date. */
    private static final int USUAL_MAXIMUM = 7;
    private static final int MAXIMUM = 9;
    private static final String SUFFIX = "\\.[A-Za-z0-9]+";

    /** Returns the name of an image whose request gives none, as the default pattern has it. */
    static NumberedName generated(ImageFormat format) {
        return of(new PatternName(GENERATED, 8, "", GENERATED, GENERATED, Pattern.quote(GENERATED), ""), format.suffixes().get(0));
    }

    /** Returns the name that a pattern with a counter makes. */
    static NumberedName of(PatternName name, String suffix) {
        int maximum = Math.min(MAXIMUM, Math.max(USUAL_MAXIMUM, name.digits() + 1));
        return new NumberedName(name.key(), name.before(), name.digits(), maximum, name.after() + "." + suffix, name.start(),
                files(name.beforeForm(), name.digits(), maximum, name.afterForm()));
    }

    /** Returns the names of a series of so many images: {@code x-001.jpg} for {@code x.jpg}. */
    static NumberedName ofSeries(String name, int count) {
        int dot = name.lastIndexOf('.');
        int digits = Math.max(SERIES_DIGITS, Integer.toString(count).length());
        int maximum = Math.max(digits, USUAL_MAXIMUM);
        String prefix = name.substring(0, dot) + "-";
        return new NumberedName(prefix, prefix, digits, maximum, name.substring(dot), prefix,
                files(Pattern.quote(prefix), SERIES_DIGITS, maximum, ""));
    }

    private static Pattern files(String before, int fewest, int maximum, String after) {
        return Pattern.compile(before + "([0-9]{" + fewest + "," + Math.min(MAXIMUM, maximum) + "})" + after + SUFFIX);
    }

    /** Returns the highest number. */
    int highest() {
        return (int) Math.min(Integer.MAX_VALUE, Math.round(Math.pow(10, maximumDigits)) - 1);
    }

    /** Returns the name with a number. */
    String with(int number) {
        String text = Integer.toString(number);
        return before + "0".repeat(Math.max(0, digits - text.length())) + text + after;
    }

    /** Returns the number of a file of this sequence. */
    OptionalInt numberOf(String file) {
        Matcher name = files.matcher(file);
        return name.matches() ? OptionalInt.of(Integer.parseInt(name.group(1))) : OptionalInt.empty();
    }
}
