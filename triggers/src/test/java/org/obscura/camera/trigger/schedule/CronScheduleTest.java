package org.obscura.camera.trigger.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CronScheduleTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static List<String> next(String expression, String from, int number) {
        CronSchedule schedule = CronSchedule.parse(expression, BERLIN);
        List<String> times = new ArrayList<>();
        Instant time = Instant.parse(from);
        for (int i = 0; i < number; i++) {
            time = schedule.next(time).orElseThrow();
            times.add(time.toString());
        }
        return times;
    }

    @Test
    void readsTheFieldsOfUnixAndSeconds() {
        assertEquals(List.of("2026-05-04T05:00:00Z", "2026-05-04T06:00:00Z"), next("0 7-19 * * MON-FRI", "2026-05-02T10:00:00Z", 2));
        assertEquals(List.of("2026-05-02T10:00:20Z", "2026-05-02T10:00:40Z"), next("*/20 * * * * *", "2026-05-02T10:00:00Z", 2));
        assertEquals(List.of("2026-05-02T22:00:00Z"), next("@daily", "2026-05-02T10:00:00Z", 1));
        assertEquals(List.of("2026-05-02T10:15:00Z", "2026-05-02T10:45:00Z"), next("15,45 * * * *", "2026-05-02T10:00:00.5Z", 2));
    }

    /** On 29 March 2026 the clock of Berlin goes from 02:00 to 03:00, which is 01:00 UTC. */
    @Test
    void inTheShortNightEveryTenMinutesIsEveryTenMinutes() {
        assertEquals(List.of("2026-03-29T00:50:00Z", "2026-03-29T01:00:00Z", "2026-03-29T01:10:00Z"),
                next("*/10 * * * *", "2026-03-29T00:40:00Z", 3));
    }

    @Test
    void aTimeThatTheShortNightDoesNotHaveIsMadeUpForThatNight() {
        // 03:30 of that night is what 02:30 would have been
        assertEquals(List.of("2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z"), next("30 2 * * *", "2026-03-28T12:00:00Z", 2));
        assertEquals(List.of("2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z"), next("0 2,3 * * *", "2026-03-29T00:30:00Z", 2));
    }

    /** On 25 October 2026 the clock of Berlin goes from 03:00 to 02:00, which is 01:00 UTC. */
    @Test
    void inTheLongNightEveryTenMinutesIsEveryTenMinutes() {
        assertEquals(List.of("2026-10-25T00:50:00Z", "2026-10-25T01:00:00Z", "2026-10-25T01:10:00Z", "2026-10-25T01:20:00Z"),
                next("*/10 * * * *", "2026-10-25T00:40:00Z", 4));
    }

    @Test
    void aTimeThatTheLongNightHasTwiceIsDueOnce() {
        assertEquals(List.of("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"), next("30 2 * * *", "2026-10-24T12:00:00Z", 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"* * * *", "61 * * * *", "* * * * MOO", "0 0 31 2 *", "* * * * * * *", "@often"})
    void refusesWhatIsNoExpressionAndSaysWhy(String expression) {
        String message = assertThrows(IllegalArgumentException.class, () -> CronSchedule.parse(expression, BERLIN)).getMessage();
        assertEquals(false, message == null || message.isBlank());
    }
}
