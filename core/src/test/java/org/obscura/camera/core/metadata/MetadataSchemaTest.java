package org.obscura.camera.core.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obscura.camera.Resolution;
import org.obscura.camera.core.metadata.value.TextListType;

class MetadataSchemaTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "Orientation | 45 | The metadata Orientation must be a whole number from 0 to 270 in steps of 90, but is '45'",
            "Year | abc | The metadata Year must be a number, but is 'abc'",
            "Year | 2026.5 | The metadata Year must be a whole number from 1 to 9999, but is '2026.5'",
            "UserRating | 101 | The metadata UserRating must be a whole number from 0 to 100, but is '101'",
            "GPSLatitude | 90.5 | The metadata GPSLatitude must be -90 to 90 degrees, but is '90.5'",
            "GPSTrack | 360 | The metadata GPSTrack must be 0 to below 360 degrees, but is '360'",
            "ExposureTime | 0 | The metadata ExposureTime must be above 0, but is '0'",
            "ExposureTime | NaN | The metadata ExposureTime must be a number, but is 'NaN'",
            "ExposureTime | 1e999999999 | The metadata ExposureTime must be a number, but is '1e999999999'",
            "Flash | maybe | The metadata Flash must be one of off, on, auto, auto fired, red eye, on red eye, auto red eye, "
                    + "auto fired red eye, not fired, fired, no flash function, but is 'maybe'",
            "GPSTrackRef | N | The metadata GPSTrackRef must be one of T, M, but is 'N'",
            "Date | yesterday | The metadata Date must be a date and time such as 2026-05-17T14:30:00+02:00, but is 'yesterday'",
            "Resolution | big | The metadata Resolution must be a width and height of 1 to 65535 such as 1280x720, but is 'big'",
            "Language | english | The metadata Language must be the three letters of ISO 639-2, such as eng, but is 'english'",
            "ImageUniqueID | 12 | The metadata ImageUniqueID must be 32 hexadecimal digits, but is '12'",
            "Title | ' ' | The metadata Title is empty; give it some text, or null to remove the key",
            "Keywords | ' ; ' | The metadata Keywords has no member; give it one, or null to remove the key",
    })
    void aWrongValueIsRefusedWithASentenceThatSaysWhatWouldBeRight(String key, String value, String sentence) {
        assertEquals(sentence, assertThrows(IllegalArgumentException.class, () -> MetadataSchema.check(key, value)).getMessage());
    }

    @Test
    void aWrongTypeIsRefused() {
        assertRefused("Title", 7, "The metadata Title must be text, but is 7 (Integer)");
        assertRefused("Orientation", List.of(90),
                "The metadata Orientation must be a number, but is [90] (ListN)".replace("ListN", List.of(90).getClass().getSimpleName()));
        assertRefused("Author", List.of("a", 1), "The metadata Author must be a list of texts, but has the member 1 (Integer)");
        assertRefused("Year", true, "The metadata Year must be a number, but is true (Boolean)");
        assertRefused("Title", null, "The metadata Title is null; give it a value");
    }

    @Test
    void whatNoPictureCanHoldIsRefused() {
        assertRefused("Title", "a\0b",
                "The metadata Title contains the character U+0000, which cannot be stored in an image; leave it out");
        assertRefused("Own", "\ud83d", "The metadata Own contains the character U+D83D, which cannot be stored in an image; leave it out");
        assertRefused("Title", "x".repeat(100_001),
                "The metadata Title has 100001 characters, too many to be stored in an image; at most 100000 can be");
        assertRefused("FNumber", 1e12, "The metadata FNumber is 1.0E12 (Double), which cannot be stored in an image; "
                + "0 and magnitudes from 2.3e-10 to 4294967294 can be");
        assertRefused("Date", "0000-12-31T00:00Z", "The metadata Date must be in the years 1 to 9999, but is '0000-12-31T00:00Z'");
        assertRefused("", "x", "A metadata key is empty; name one of MetadataKeys or one of your own");
        assertTrue(assertThrows(IllegalArgumentException.class, () -> MetadataSchema.check("k".repeat(201), "x")).getMessage()
                .contains("at most 200"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> MetadataSchema.check("a\nb", "x")).getMessage().contains("U+000A"));
    }

    private static void assertRefused(String key, Object value, String sentence) {
        assertEquals(sentence, assertThrows(IllegalArgumentException.class, () -> MetadataSchema.check(key, value)).getMessage());
    }

    @Test
    void textIsConverted() {
        assertEquals(90, MetadataSchema.check("Orientation", " 90 "));
        assertEquals(52.5, MetadataSchema.check("GPSLatitude", "52.5"));
        assertEquals(List.of("a", "b; c", "d"), MetadataSchema.check("Keywords", "a; \"b; c\" ;d;"));
        assertEquals(new Resolution(4, 3), MetadataSchema.check("PixelAspectRatio", "4x3"));
        assertEquals("red eye", MetadataSchema.check("Flash", "RED_EYE"));
        assertEquals("deu", MetadataSchema.check("Language", "DE"));
        assertEquals("T", MetadataSchema.check("GPSTrackRef", 't'));
        assertEquals("two\nlines", MetadataSchema.check("Title", " two\r\nlines "));
        assertEquals(ZonedDateTime.of(2026, 5, 17, 14, 30, 0, 0, ZoneOffset.ofHours(2)),
                MetadataSchema.check("Date", "2026-05-17T14:30+02:00"));
        assertEquals(ZonedDateTime.of(2026, 5, 17, 14, 30, 0, 0, ZoneOffset.ofHours(2)),
                MetadataSchema.check("Date", "2026-05-17 14:30:00+02:00"));
    }

    @Test
    void theMembersOfAListAreFoundInItsText() {
        assertEquals(List.of("say \"hi\"", "x"), TextListType.split("\"say \"\"hi\"\"\" ; x"));
        assertEquals(List.of("\"open", "x"), TextListType.split("\"open; x"));
        assertEquals(List.of("\"a\" b"), TextListType.split("\"a\" b"));
        assertEquals(List.of(), TextListType.split(";;  ; \"\""));
        List<String> odd = List.of("a;b", "\"", "\"q\"", "plain \"in\" it", ";");
        assertEquals(odd, TextListType.split(TextListType.join(odd, "; ")));
        String long1 = "\"\"".repeat(20_000) + " ".repeat(20_000) + ";".repeat(20_000) + "x";
        assertEquals(List.of(long1), TextListType.split(TextListType.join(List.of(long1), "; ")));
    }

    @Test
    void numbersOfAnyTypeAreTaken() {
        assertEquals(90, MetadataSchema.check("Orientation", 90L));
        assertEquals(90, MetadataSchema.check("Orientation", 90.0));
        assertEquals(0.1, MetadataSchema.check("ExposureTime", 0.1f));
        assertEquals(1.0 / 3, MetadataSchema.check("ExposureTime", 1.0 / 3));
    }

    @Test
    void timesOfAnyTypeAreTakenAndKeepTheirInstant() {
        Instant instant = Instant.parse("2026-05-17T12:30:00.123456789Z");
        assertEquals(instant, ((ZonedDateTime) MetadataSchema.check("Date", instant)).toInstant());
        assertEquals(instant, ((ZonedDateTime) MetadataSchema.check("Date", OffsetDateTime.ofInstant(instant, ZoneOffset.ofHours(5))))
                .toInstant());
        LocalDateTime local = LocalDateTime.of(2026, 5, 17, 14, 30);
        assertEquals(local.atZone(ZoneId.systemDefault()).toInstant(), ((ZonedDateTime) MetadataSchema.check("Date", local)).toInstant());
        assertEquals(local.toLocalDate(), ((ZonedDateTime) MetadataSchema.check("Date", LocalDate.of(2026, 5, 17))).toLocalDate());
        ZonedDateTime berlin = ZonedDateTime.of(local, ZoneId.of("Europe/Berlin"));
        assertEquals(berlin.toOffsetDateTime().toZonedDateTime(), MetadataSchema.check("Date", berlin));
        assertEquals(ZonedDateTime.of(2026, 5, 17, 12, 30, 0, 123_456_000, ZoneOffset.UTC), MetadataSchema.check("GPSTimeStamp", instant));
    }

    @Test
    void aValueCannotBeChangedFromOutside() {
        List<String> mine = new ArrayList<>(List.of("a"));
        Object stored = MetadataSchema.check("Author", mine);
        mine.add("b");
        assertEquals(List.of("a"), stored);
        assertThrows(UnsupportedOperationException.class, () -> ((List<?>) stored).clear());
    }

    @Test
    void theValueOfAnUnknownKeyBecomesText() {
        assertEquals("7", MetadataSchema.check("Line", 7));
        assertEquals("[x]", MetadataSchema.check("Set", new Object() {
            @Override
            public String toString() {
                return "[x]";
            }
        }));
        assertEquals("1; 2", MetadataSchema.check("Numbers", List.of(1, 2)));
        assertEquals("only", MetadataSchema.check("Words", Set.of("only")));
    }
}
