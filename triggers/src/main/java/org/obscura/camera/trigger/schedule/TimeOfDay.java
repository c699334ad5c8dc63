package org.obscura.camera.trigger.schedule;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.obscura.camera.support.config.Durations;
import org.shredzone.commons.suncalc.SunTimes;
import org.shredzone.commons.suncalc.SunTimes.Twilight;

/**
 * A time on every day: by the clock, or by the sun, with an offset.
 *
 * @param base what it counts from
 * @param time the time of {@link Base#CLOCK}; for the others a time at which it usually is, which orders it among others
 * @param offset what is added, in real time
 */
public record TimeOfDay(Base base, LocalTime time, Duration offset) {
    private static final Pattern FORM = Pattern.compile("([a-z]+|\\d{1,2}:\\d{2}(?::\\d{2})?)\\s*(?:([+-])\\s*(\\d.*))?");
    private static final Duration LONGEST_OFFSET = Duration.ofHours(12);

    /** What a time counts from. */
    public enum Base {
        /** A time by the clock. */
        CLOCK(LocalTime.MIDNIGHT),
        /** The beginning of the civil twilight of the morning. */
        DAWN(LocalTime.of(5, 30)),
        /** The upper edge of the sun appears. */
        SUNRISE(LocalTime.of(6, 0)),
        /** The upper edge of the sun disappears. */
        SUNSET(LocalTime.of(18, 0)),
        /** The end of the civil twilight of the evening. */
        DUSK(LocalTime.of(18, 30));

        private final LocalTime usual;

        Base(LocalTime usual) {
            this.usual = usual;
        }

        /** Returns whether it begins the light part of the day. */
        private boolean isMorning() {
            return this == DAWN || this == SUNRISE;
        }

        private Twilight twilight() {
            return this == DAWN || this == DUSK ? Twilight.CIVIL : Twilight.VISUAL;
        }
    }

    /**
     * Reads a time such as {@code 08:30}, {@code sunset} or {@code sunrise-30m}.
     *
     * @throws IllegalArgumentException if the text is none; the message names the text and says what would be right
     */
    public static TimeOfDay parse(String text) {
        Matcher form = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            throw wrong(text);
        }
        Duration offset = Duration.ZERO;
        if (form.group(3) != null) {
            if (Durations.lacksUnit(form.group(3))) {
                throw new IllegalArgumentException("the offset of '" + text + "' has no unit; 30 minutes are 30m");
            }
            offset = Durations.parse(form.group(3), Duration.ofMinutes(1));
            if (offset.compareTo(LONGEST_OFFSET) > 0) {
                throw new IllegalArgumentException("the offset of '" + text + "' is longer than 12h");
            }
            offset = form.group(2).equals("-") ? offset.negated() : offset;
        }
        String word = form.group(1);
        if (Character.isDigit(word.charAt(0))) {
            try {
                return new TimeOfDay(Base.CLOCK, LocalTime.parse(word.indexOf(':') == 1 ? "0" + word : word), offset);
            } catch (DateTimeParseException e) {
                throw wrong(text);
            }
        }
        for (Base base : Base.values()) {
            if (base != Base.CLOCK && base.name().toLowerCase(Locale.ROOT).equals(word)) {
                return new TimeOfDay(base, base.usual, offset);
            }
        }
        throw wrong(text);
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException("'" + text + "' is no time such as 08:30, sunrise, sunset, dawn, dusk or sunset-30m");
    }

    /** Returns whether a place is needed. */
    public boolean needsPlace() {
        return base != Base.CLOCK;
    }

    /** Returns whether it is usually later in the day than another. */
    boolean isUsuallyAfter(TimeOfDay other) {
        return usualSeconds() > other.usualSeconds();
    }

    private long usualSeconds() {
        return time.toSecondOfDay() + offset.toSeconds();
    }

    /** Returns the time on a date; empty if the sun does not rise or set on it. */
    public Optional<ZonedDateTime> on(LocalDate date, ZoneId zone, Place place) {
        if (base == Base.CLOCK) {
            return Optional.of(date.atTime(time).atZone(zone).plus(offset));
        }
        SunTimes sun = sun(date, zone, place);
        return Optional.ofNullable(base.isMorning() ? sun.getRise() : sun.getSet())
                .map(found -> found.withZoneSameInstant(zone).plus(offset));
    }

    /**
     * Returns the time on a date as the beginning of a window. A day on which the sun does not rise or set has the beginning at its start
     * if the window is open all day, none if it is closed.
     */
    Optional<ZonedDateTime> beginOn(LocalDate date, ZoneId zone, Place place) {
        Optional<ZonedDateTime> found = on(date, zone, place);
        return found.isPresent() || isLight(date, zone, place) != base.isMorning() ? found : Optional.of(date.atStartOfDay(zone));
    }

    /** Returns the time on a date as the end of a window, as {@link #beginOn} does. */
    Optional<ZonedDateTime> endOn(LocalDate date, ZoneId zone, Place place) {
        Optional<ZonedDateTime> found = on(date, zone, place);
        return found.isPresent() || isLight(date, zone, place) == base.isMorning() ? found
                : Optional.of(date.plusDays(1).atStartOfDay(zone));
    }

    /** Returns whether the sun is up all day, as opposed to down all day. */
    private boolean isLight(LocalDate date, ZoneId zone, Place place) {
        return sun(date, zone, place).isAlwaysUp();
    }

    private SunTimes sun(LocalDate date, ZoneId zone, Place place) {
        return SunTimes.compute().on(date).timezone(zone).at(place.latitude(), place.longitude()).twilight(base.twilight()).oneDay()
                .execute();
    }

    @Override
    public String toString() {
        String text = base == Base.CLOCK ? time.toString() : base.name().toLowerCase(Locale.ROOT);
        return offset.isZero() ? text : text + (offset.isNegative() ? "-" : "+") + Durations.format(offset.abs());
    }
}
