package org.obscura.camera.core.metadata.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Objects;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times are written as the formatters of the JDK write them. */
class TimeTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"2026-05-17T14:30:00+02:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999+14:59",
            "2026-11-28T01:02:03.000000001-03:30", "2026-11-28T01:02:03.120Z", "2026-11-28T01:02:03.5-00:30"})
    void timesAreWrittenAsFormattersDo(String iso) {
        ZonedDateTime time = ZonedDateTime.parse(iso);
        String fraction = DateTimeFormatter.ofPattern("nnnnnnnnn").format(time).replaceFirst("0+$", "");
        assertEquals(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").format(time) + (fraction.isEmpty() ? "" : "." + fraction)
                + DateTimeFormatter.ofPattern("XXX").format(time), XmpEncodings.time(time));
        assertEquals(DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss").format(time), exif(ExifEncodings.DATE_TIME, time));
        assertEquals(DateTimeFormatter.ofPattern("uuuu:MM:dd").format(time), exif(ExifEncodings.GPS_DATE, time));
        assertEquals(DateTimeFormatter.ofPattern("xxx").format(time), exif(ExifEncodings.TIME_OFFSET, time));
        if (!fraction.isEmpty()) {
            assertEquals(fraction, exif(ExifEncodings.SUB_SECONDS, time));
        }
    }

    private static String exif(ExifEncoding encoding, ZonedDateTime time) {
        String text = new String(Objects.requireNonNull(encoding.encode(time, ByteOrder.LITTLE_ENDIAN)).data(), StandardCharsets.UTF_8);
        return text.substring(0, text.length() - 1);
    }
}
