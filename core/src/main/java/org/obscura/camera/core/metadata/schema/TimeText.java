package org.obscura.camera.core.metadata.schema;

import java.time.ZonedDateTime;

/**
 * Writes times digit by digit, as EXIF and XMP have them: a formatter of the JDK makes many objects for each. Years have four digits, since
 * no others can be set.
 */
final class TimeText {
    private static final int NANO_DIGITS = 9;

    private TimeText() {
    }

    /** Appends year, month and day. */
    static StringBuilder date(StringBuilder text, ZonedDateTime time, char separator) {
        append(text, time.getYear(), 4).append(separator);
        append(text, time.getMonthValue(), 2).append(separator);
        return append(text, time.getDayOfMonth(), 2);
    }

    /** Appends hour, minute and second. */
    static StringBuilder time(StringBuilder text, ZonedDateTime time) {
        append(text, time.getHour(), 2).append(':');
        append(text, time.getMinute(), 2).append(':');
        return append(text, time.getSecond(), 2);
    }

    /** Appends the offset from UTC in hours and minutes. */
    static StringBuilder offset(StringBuilder text, ZonedDateTime time) {
        int minutes = time.getOffset().getTotalSeconds() / 60;
        text.append(minutes < 0 ? '-' : '+');
        append(text, Math.abs(minutes) / 60, 2).append(':');
        return append(text, Math.abs(minutes) % 60, 2);
    }

    /** Appends the digits after the point of the second, without zeros at the end. */
    static StringBuilder fraction(StringBuilder text, ZonedDateTime time) {
        int value = time.getNano();
        int digits = value == 0 ? 0 : NANO_DIGITS;
        while (digits > 0 && value % 10 == 0) {
            value /= 10;
            digits--;
        }
        return append(text, value, digits);
    }

    private static StringBuilder append(StringBuilder text, int value, int digits) {
        int begin = text.length();
        text.setLength(begin + digits);
        for (int at = begin + digits - 1, rest = value; at >= begin; at--, rest /= 10) {
            text.setCharAt(at, (char) ('0' + rest % 10));
        }
        return text;
    }
}
