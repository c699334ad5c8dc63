package org.obscura.camera.trigger.schedule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * When a schedule applies: between two times of the day, on some days of the week. A window past midnight belongs to the day on which it
 * begins.
 *
 * @param begin the first moment; null: the whole day
 * @param end the moment after the last one; null with {@code begin}
 * @param days the days on which it begins
 * @param zone the zone of times and days
 * @param place where the sun is looked at; null if no time needs it
 */
public record Window(TimeOfDay begin, TimeOfDay end, Set<DayOfWeek> days, ZoneId zone, Place place) {
    /** A polar night takes less. */
    private static final int DAYS_AHEAD = 400;
    private static final String RANGE = "..";

    /** Returns a window that is always open. */
    public static Window always(ZoneId zone) {
        return new Window(null, null, EnumSet.allOf(DayOfWeek.class), zone, null);
    }

    /**
     * Reads the two times of a window.
     *
     * @param text such as {@code 08:00..18:00} or {@code sunrise..sunset+30m}
     * @throws IllegalArgumentException if the text is wrong; the message says how
     */
    public static List<TimeOfDay> parseBetween(String text) {
        int dots = text.indexOf(RANGE);
        if (dots < 0 || text.indexOf(RANGE, dots + 1) >= 0) {
            throw new IllegalArgumentException("'" + text + "' is not two times with .. between them");
        }
        TimeOfDay begin = TimeOfDay.parse(text.substring(0, dots));
        TimeOfDay end = TimeOfDay.parse(text.substring(dots + RANGE.length()));
        if (begin.equals(end)) {
            throw new IllegalArgumentException("both times of '" + text + "' are the same; leave it out for the whole day");
        }
        return List.of(begin, end);
    }

    /**
     * Reads days of the week.
     *
     * @param texts each a day such as {@code MON}, or a range such as {@code MON-FRI}; empty: all days
     * @throws IllegalArgumentException if a text is wrong; the message says how
     */
    public static Set<DayOfWeek> parseDays(List<String> texts) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String text : texts) {
            String[] ends = text.split("-", -1);
            if (ends.length > 2) {
                throw new IllegalArgumentException("'" + text + "' is no day such as MON, and no range such as MON-FRI");
            }
            DayOfWeek last = day(ends[ends.length - 1]);
            DayOfWeek day = day(ends[0]);
            days.add(day);
            while (day != last) {
                day = day.plus(1);
                days.add(day);
            }
        }
        return days.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : days;
    }

    private static DayOfWeek day(String text) {
        String word = text.strip().toUpperCase(Locale.ROOT);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.name().equals(word) || word.length() >= 2 && word.length() <= 3 && day.name().startsWith(word)) {
                return day;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is no day of the week; the days are MON, TUE, WED, THU, FRI, SAT, SUN");
    }

    /** Returns whether a moment is in the window. */
    public boolean contains(Instant moment) {
        LocalDate date = moment.atZone(zone).toLocalDate();
        return opens(date, moment) || begin != null && opens(date.minusDays(1), moment);
    }

    private boolean opens(LocalDate date, Instant moment) {
        Optional<Span> span = on(date);
        return span.isPresent() && !moment.isBefore(span.get().from) && moment.isBefore(span.get().to);
    }

    /** Returns the first moment in the window that is not before another; empty if there is none within about a year. */
    public Optional<Instant> nextOpening(Instant from) {
        if (contains(from)) {
            return Optional.of(from);
        }
        LocalDate date = from.atZone(zone).toLocalDate();
        for (int ahead = 0; ahead < DAYS_AHEAD; ahead++) {
            Optional<Span> span = on(date.plusDays(ahead)).filter(each -> each.from.isAfter(from));
            if (span.isPresent()) {
                return Optional.of(span.get().from);
            }
        }
        return Optional.empty();
    }

    private record Span(Instant from, Instant to) {
    }

    /** Returns what begins on a date; empty if nothing does. */
    private Optional<Span> on(LocalDate date) {
        if (!days.contains(date.getDayOfWeek())) {
            return Optional.empty();
        }
        if (begin == null) {
            return Optional.of(new Span(date.atStartOfDay(zone).toInstant(), date.plusDays(1).atStartOfDay(zone).toInstant()));
        }
        Optional<ZonedDateTime> from = begin.beginOn(date, zone, place);
        Optional<ZonedDateTime> to = end.endOn(end.isUsuallyAfter(begin) ? date : date.plusDays(1), zone, place);
        return from.isPresent() && to.isPresent() && from.get().isBefore(to.get())
                ? Optional.of(new Span(from.get().toInstant(), to.get().toInstant())) : Optional.empty();
    }

    /** Returns the window as text; empty if it is always open. */
    @Override
    public String toString() {
        String hours = begin == null ? "" : begin + RANGE + end;
        String weekdays = days.size() == DayOfWeek.values().length ? ""
                : days.stream().map(day -> day.name().substring(0, 3)).collect(Collectors.joining(","));
        return hours.isEmpty() || weekdays.isEmpty() ? hours + weekdays : hours + ", " + weekdays;
    }
}
