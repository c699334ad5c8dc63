package org.obscura.camera.trigger.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** When a trigger is due, by clocks that the test moves. */
class TimingTest {
    private final HandClock clock = new HandClock(Instant.parse("2026-05-01T10:00:30Z"));
    private final List<Long> dueSeconds = new ArrayList<>();
    private long missed;
    private boolean ready = true;

    private static Window window(String between) {
        List<TimeOfDay> ends = Window.parseBetween(between);
        return new Window(ends.get(0), ends.get(1), Window.parseDays(List.of()), ZoneOffset.UTC, null);
    }

    private CalendarTiming cron(String expression, boolean catchUp) {
        return new CalendarTiming(CronSchedule.parse(expression, ZoneOffset.UTC), Window.always(ZoneOffset.UTC), catchUp, clock, null);
    }

    /** Lets time pass as the timer of a trigger does, and notes at which second of the clock that never steps an image was due. */
    private void run(Timing timing, Duration time) {
        long end = clock.nanos() + time.toNanos();
        Timing.Look look = look(timing);
        while (clock.nanos() < end) {
            Duration pause = look.pause().compareTo(Duration.ofNanos(1)) < 0 ? Duration.ofNanos(1) : look.pause();
            clock.pass(Duration.ofNanos(Math.min(pause.toNanos(), end - clock.nanos())));
            look = look(timing);
        }
    }

    private Timing.Look look(Timing timing) {
        Timing.Look look = timing.look(ready);
        missed += look.missed();
        if (look.due()) {
            dueSeconds.add(clock.nanos() / 1_000_000_000);
        }
        return look;
    }

    @Nested
    class Interval {
        private final Timing timing = new IntervalTiming(Duration.ofSeconds(10), Window.always(ZoneOffset.UTC), clock);

        @Test
        void isDueAtOnceAndThenEveryInterval() {
            run(timing, Duration.ofSeconds(35));
            assertEquals(List.of(0L, 10L, 20L, 30L), dueSeconds);
            assertEquals(0, missed);
        }

        @Test
        void takesNoNoticeOfTheWallClock() {
            for (int i = 0; i < 60; i++) {
                clock.step(Duration.ofHours(i % 2 == 0 ? -7 : 7));
                run(timing, Duration.ofSeconds(1));
            }
            assertEquals(List.of(0L, 10L, 20L, 30L, 40L, 50L, 60L), dueSeconds);
        }

        @Test
        void passesOverIntervalsWithoutALook() {
            run(timing, Duration.ofSeconds(5));
            clock.pass(Duration.ofSeconds(40));
            run(timing, Duration.ofSeconds(10));
            assertEquals(List.of(0L, 45L, 50L), dueSeconds);
            assertEquals(3, missed);
        }

        @Test
        void waitsForTheCamera() {
            ready = false;
            run(timing, Duration.ofSeconds(33));
            assertEquals(List.of(), dueSeconds);
            ready = true;
            run(timing, Duration.ofSeconds(10));
            assertEquals(List.of(33L, 43L), dueSeconds);
            assertEquals(0, missed);
        }

        @Test
        void isDueWhenItsWindowOpensAndNotWhileItIsClosed() {
            Timing inWindow = new IntervalTiming(Duration.ofMinutes(20), window("10:30..11:00"), clock);
            assertEquals(Instant.parse("2026-05-01T10:30:00Z"), inWindow.look(true).next());
            run(inWindow, Duration.ofHours(25));
            long opening = Duration.ofMinutes(29).plusSeconds(30).toSeconds();
            long day = Duration.ofDays(1).toSeconds();
            assertEquals(List.of(opening, opening + 1200, opening + day, opening + day + 1200), dueSeconds);
        }

        @Test
        void aWallClockThatOpensAndClosesTheWindowCausesNoStorm() {
            Timing inWindow = new IntervalTiming(Duration.ofSeconds(60), window("10:30..11:00"), clock);
            for (int i = 0; i < 300; i++) {
                clock.step(Duration.ofMinutes(i % 2 == 0 ? 30 : -30));
                run(inWindow, Duration.ofSeconds(1));
            }
            for (int i = 1; i < dueSeconds.size(); i++) {
                assertTrue(dueSeconds.get(i) - dueSeconds.get(i - 1) >= 60, dueSeconds::toString);
            }
            assertTrue(dueSeconds.size() >= 4, dueSeconds::toString);
        }
    }

    @Nested
    class Calendar {
        @Test
        void isDueAtTheTimesOfTheScheduleAlone() {
            run(cron("* * * * *", false), Duration.ofMinutes(3));
            assertEquals(List.of(30L, 90L, 150L), dueSeconds);
        }

        @Test
        void afterTheClockWasSetBackTheNextTimeIsThatOfTheNewClock() {
            Timing timing = cron("0 * * * *", false);
            run(timing, Duration.ofMinutes(70)); // 11:10:30, one image at 11:00
            clock.step(Duration.ofHours(-5));
            run(timing, Duration.ofMinutes(60)); // 06:10:30 to 07:10:30
            assertEquals(List.of(3570L, 4200L + 2970), dueSeconds);
        }

        @Test
        void aDueTimeBetweenAStepBackAndTheNextLookIsNotSkipped() {
            Timing timing = cron("*/10 * * * * *", false);
            run(timing, Duration.ofSeconds(37)); // 10:01:07
            clock.pass(Duration.ofSeconds(1));
            clock.step(Duration.ofMinutes(-5)); // 09:56:08
            clock.pass(Duration.ofSeconds(4)); // nothing looked at the clock at 09:56:10
            run(timing, Duration.ofSeconds(10));
            assertEquals(List.of(10L, 20L, 30L, 42L, 50L), dueSeconds);
        }

        @Test
        void aDueTimeThatTheClockWasSetOverMakesOneImageIfElseAGapWouldBe() {
            Timing timing = cron("0 * * * *", false);
            run(timing, Duration.ofMinutes(118)); // 11:58:30
            clock.step(Duration.ofMinutes(5));
            run(timing, Duration.ofMinutes(10));
            assertEquals(List.of(3570L, 7080L), dueSeconds);
        }

        @Test
        void aClockThatWasSetForwardByYearsMakesOneImageAtMost() {
            Timing daily = cron("0 3 * * *", false);
            look(daily);
            clock.step(Duration.ofDays(5000));
            run(daily, Duration.ofMinutes(1));
            assertEquals(List.of(), dueSeconds);
            Timing each = cron("* * * * *", true);
            look(each);
            clock.step(Duration.ofDays(5000));
            run(each, Duration.ofSeconds(20));
            assertEquals(1, dueSeconds.size());
        }

        @Test
        void missedTimesAreSkippedOrMakeOneImage() {
            Timing skip = cron("0 10 * * *", false);
            look(skip);
            clock.step(Duration.ofHours(26)); // the machine slept, 12:00:30 of the next day
            run(skip, Duration.ofMinutes(1));
            assertEquals(List.of(), dueSeconds);
            assertEquals(1, missed);
            Timing catchUp = cron("0 10 * * *", true);
            look(catchUp);
            clock.step(Duration.ofHours(74));
            run(catchUp, Duration.ofMinutes(1));
            assertEquals(1, dueSeconds.size());
            assertEquals(3, missed); // the two others of the three
        }

        @Test
        void timesBeforeTheStartAreMadeUpForIfTheyAreToBe() {
            Instant since = clock.wall().minus(Duration.ofDays(3));
            Timing timing = new CalendarTiming(CronSchedule.parse("0 10 * * *", ZoneOffset.UTC), Window.always(ZoneOffset.UTC), true, clock,
                    since);
            run(timing, Duration.ofMinutes(1));
            assertEquals(List.of(0L), dueSeconds);
        }

        /** Set at random for two hours: no gap beyond one interval after a step, and one image more for each step at most. */
        @Test
        void aClockThatIsSetBackAndForthLeavesNoGapAndMakesNoStorm() {
            for (int seed = 0; seed < 20; seed++) {
                dueSeconds.clear();
                Random random = new Random(seed);
                Timing timing = cron("*/5 * * * *", false);
                long began = clock.nanos() / 1_000_000_000;
                int steps = 0;
                List<Long> marks = new ArrayList<>(List.of(began));
                while (clock.nanos() / 1_000_000_000 - began < 7200) {
                    run(timing, Duration.ofSeconds(400 + random.nextInt(900)));
                    clock.step(Duration.ofSeconds(random.nextInt(14_400) - 7200));
                    marks.add(clock.nanos() / 1_000_000_000);
                    steps++;
                }
                run(timing, Duration.ofSeconds(400));
                for (long mark : marks) {
                    assertTrue(dueSeconds.stream().anyMatch(due -> due >= mark && due <= mark + 305),
                            "seed " + seed + ", no image within an interval after " + mark + ": " + dueSeconds);
                }
                long elapsed = clock.nanos() / 1_000_000_000 - began;
                assertTrue(dueSeconds.size() <= elapsed / 300 + 1 + steps, "seed " + seed + ": " + dueSeconds.size() + " in " + elapsed);
            }
        }

        @Test
        void smallCorrectionsRepeatNothing() {
            Timing timing = cron("* * * * *", false);
            run(timing, Duration.ofSeconds(30)); // exactly 10:01:00
            clock.step(Duration.ofMillis(-900));
            run(timing, Duration.ofSeconds(20));
            assertEquals(List.of(30L), dueSeconds);
        }

        @Test
        void isDueInItsWindowAlone() {
            Timing timing = new CalendarTiming(CronSchedule.parse("*/20 * * * *", ZoneOffset.UTC), window("10:30..11:01"), false, clock,
                    null);
            run(timing, Duration.ofHours(24));
            assertEquals(List.of(Duration.ofMinutes(39).plusSeconds(30).toSeconds(), Duration.ofMinutes(59).plusSeconds(30).toSeconds()),
                    dueSeconds);
            assertFalse(timing.look(true).due());
        }
    }
}
