package org.obscura.camera.trigger.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Place AT_BERLIN = new Place(52.52, 13.405);
    private static final ZoneId OSLO = ZoneId.of("Europe/Oslo");
    private static final Place NORTH_CAPE = new Place(71.17, 25.78);

    private static Window window(String between, String... days) {
        List<TimeOfDay> ends = Window.parseBetween(between);
        return new Window(ends.get(0), ends.get(1), Window.parseDays(List.of(days)), BERLIN, AT_BERLIN);
    }

    private static Instant berlin(String time) {
        return LocalDateTime.parse(time).atZone(BERLIN).toInstant();
    }

    @Test
    void isOpenFromItsFirstMomentToTheMomentBeforeItsEnd() {
        Window window = window("08:00..18:00");
        assertFalse(window.contains(berlin("2026-05-01T07:59:59.999")));
        assertTrue(window.contains(berlin("2026-05-01T08:00:00")));
        assertTrue(window.contains(berlin("2026-05-01T17:59:59.999")));
        assertFalse(window.contains(berlin("2026-05-01T18:00:00")));
        assertEquals(Optional.of(berlin("2026-05-02T08:00:00")), window.nextOpening(berlin("2026-05-01T18:00:00")));
    }

    @Test
    void aWindowPastMidnightBelongsToTheDayOnWhichItBegins() {
        Window window = window("22:00..06:00", "FRI"); // 1 May 2026 is a Friday
        assertTrue(window.contains(berlin("2026-05-01T23:00:00")));
        assertTrue(window.contains(berlin("2026-05-02T05:59:00")));
        assertFalse(window.contains(berlin("2026-05-01T05:00:00")));
        assertFalse(window.contains(berlin("2026-05-02T23:00:00")));
        assertEquals(Optional.of(berlin("2026-05-08T22:00:00")), window.nextOpening(berlin("2026-05-02T06:00:00")));
    }

    /** The almanac of Berlin for 21 June 2026 has sunrise at 04:43 and sunset at 21:33, for 21 December 08:15 and 15:54. */
    @ParameterizedTest
    @CsvSource({"2026-06-21,04:43,21:33", "2026-12-21,08:15,15:54"})
    void followsTheSun(LocalDate date, LocalTime rise, LocalTime set) {
        assertNear(rise, TimeOfDay.parse("sunrise").on(date, BERLIN, AT_BERLIN).orElseThrow().toLocalTime());
        assertNear(set, TimeOfDay.parse("sunset").on(date, BERLIN, AT_BERLIN).orElseThrow().toLocalTime());
        assertNear(set.minusMinutes(30), TimeOfDay.parse("sunset-30m").on(date, BERLIN, AT_BERLIN).orElseThrow().toLocalTime());
    }

    private static void assertNear(LocalTime expected, LocalTime found) {
        assertTrue(Duration.between(expected, found).abs().toSeconds() <= 150, expected + " is expected, " + found + " found");
    }

    @Test
    void inThePolarNightTheDayIsClosedAndTheNightIsOpen() {
        Window day = polar("sunrise..sunset");
        Window night = polar("sunset..sunrise");
        Instant december = LocalDate.of(2026, 12, 21).atTime(12, 0).atZone(OSLO).toInstant();
        Instant june = LocalDate.of(2026, 6, 21).atTime(0, 30).atZone(OSLO).toInstant();
        assertFalse(day.contains(december));
        assertTrue(night.contains(december));
        assertTrue(day.contains(june));
        assertFalse(night.contains(june));
        Instant back = day.nextOpening(december).orElseThrow();
        assertTrue(back.isAfter(Instant.parse("2027-01-10T00:00:00Z")) && back.isBefore(Instant.parse("2027-02-01T00:00:00Z")),
                back::toString);
    }

    private static Window polar(String between) {
        List<TimeOfDay> ends = Window.parseBetween(between);
        return new Window(ends.get(0), ends.get(1), EnumSet.allOf(DayOfWeek.class), OSLO, NORTH_CAPE);
    }

    @Test
    void aWindowThatTheSunLeavesEmptyStaysClosed() {
        assertFalse(window("08:00..sunset-9h").contains(berlin("2026-12-21T12:00:00")));
    }

    @Test
    void onTheDayOfTheLongNightTheHoursAreThoseOfTheClock() {
        Window window = window("01:00..04:00");
        assertTrue(window.contains(Instant.parse("2026-10-25T02:59:59Z"))); // 03:59:59 after the clock was set back, five hours later
        assertFalse(window.contains(Instant.parse("2026-10-25T03:00:00Z")));
        assertEquals(Optional.of(Instant.parse("2026-10-24T23:00:00Z")), window.nextOpening(Instant.parse("2026-10-24T22:00:00Z")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"08:00", "08:00-18:00", "08:00..18:00..20:00", "25:00..26:00", "sunup..sunset", "08:00..08:00", "sunset-13h..06:00"})
    void refusesWhatIsNoWindow(String text) {
        assertThrows(IllegalArgumentException.class, () -> Window.parseBetween(text));
    }

    @Test
    void readsDaysAndRanges() {
        assertEquals(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), Window.parseDays(List.of("MON-FRI")));
        assertEquals(EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY, DayOfWeek.MONDAY), Window.parseDays(List.of("Sat-mon")));
        assertEquals(EnumSet.of(DayOfWeek.TUESDAY, DayOfWeek.SUNDAY), Window.parseDays(List.of("tuesday", "SUN")));
        assertEquals(EnumSet.allOf(DayOfWeek.class), Window.parseDays(List.of()));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Window.parseDays(List.of("Mittwoch"))).getMessage().contains("WED"));
    }
}
