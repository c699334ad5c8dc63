package org.obscura.camera.trigger.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Times of every day, by the clock and by the sun.
 *
 * @param times the times
 * @param zone their zone
 * @param place where the sun is looked at; null if no time needs it
 */
public record TimesSchedule(List<TimeOfDay> times, ZoneId zone, Place place) implements Schedule {
    private static final int DAYS_AHEAD = 400;

    /**
     * Reads a list of times.
     *
     * @throws IllegalArgumentException if one is wrong; the message says how
     */
    public static List<TimeOfDay> parse(List<String> texts) {
        return texts.stream().map(TimeOfDay::parse).toList();
    }

    @Override
    public Optional<Instant> next(Instant after) {
        // an offset reaches into a neighbouring day
        LocalDate date = after.atZone(zone).toLocalDate().minusDays(1);
        Optional<Instant> best = Optional.empty();
        for (int day = 0; day < DAYS_AHEAD; day++) {
            LocalDate each = date.plusDays(day);
            Optional<Instant> found = times.stream().flatMap(time -> time.on(each, zone, place).stream()).map(time -> time.toInstant())
                    .filter(after::isBefore).min(Instant::compareTo);
            if (best.isPresent()) {
                return Stream.concat(best.stream(), found.stream()).min(Instant::compareTo);
            }
            best = found;
        }
        return best;
    }
}
