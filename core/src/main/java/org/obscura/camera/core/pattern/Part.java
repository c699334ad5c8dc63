package org.obscura.camera.core.pattern;

import java.time.format.DateTimeFormatter;
import java.util.function.Function;

/** A part of a pattern: a text, or a field. */
sealed interface Part {

    /** A text as it stands. */
    record Literal(String text) implements Part {
    }

    /**
     * A date or time.
     *
     * @param letters the pattern letters
     */
    record Time(String letters, DateTimeFormatter formatter) implements Part {
    }

    /** A value of the image that is text. */
    record Value(Function<PatternValues, String> value) implements Part {
    }

    /** A number that makes a name unique, with at least so many digits. */
    record Counter(int digits) implements Part {
    }
}
