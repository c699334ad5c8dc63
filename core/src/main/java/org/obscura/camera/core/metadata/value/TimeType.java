package org.obscura.camera.core.metadata.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Calendar;
import java.util.Date;

/**
 * A time with its offset from UTC, which images keep in whole minutes.
 *
 * @param unit what is smaller is cut off
 * @param utc true: the time is kept in UTC, as GPS gives it
 */
public record TimeType(ChronoUnit unit, boolean utc) implements ValueType {
    private static final int MAX_YEAR = 9999;
    private static final int MAX_OFFSET = 15 * 60;

    @Override
    public Object convert(Object value) {
        ZonedDateTime time;
        try {
            ZonedDateTime read = read(value);
            time = read.withZoneSameInstant(utc ? ZoneOffset.UTC : storable(read.getOffset())).truncatedTo(unit);
        } catch (DateTimeException | ArithmeticException e) {
            throw ValueType.refused("must be a date and time such as 2026-05-17T14:30:00+02:00, but is " + ValueType.shown(value));
        }
        if (time.getYear() < 1 || time.getYear() > MAX_YEAR) {
            throw ValueType.refused("must be in the years 1 to " + MAX_YEAR + ", but is " + ValueType.shown(value));
        }
        return time;
    }

    /** Returns the offset in whole minutes, and none beyond those of the earth's time zones. */
    private static ZoneOffset storable(ZoneOffset offset) {
        int minutes = Math.round(offset.getTotalSeconds() / 60f);
        return Math.abs(minutes) >= MAX_OFFSET ? ZoneOffset.UTC : ZoneOffset.ofTotalSeconds(minutes * 60);
    }

    private static ZonedDateTime read(Object value) {
        if (value instanceof CharSequence text) {
            String iso = text.toString().strip().replaceFirst("^(\\d{4}-\\d\\d-\\d\\d)\\s+(?=\\d)", "$1T");
            // a date alone is the start of its day
            TemporalAccessor parsed = iso.indexOf('T') < 0 ? LocalDate.parse(iso)
                    : DateTimeFormatter.ISO_DATE_TIME.parseBest(iso, ZonedDateTime::from, LocalDateTime::from);
            return read(parsed);
        }
        if (value instanceof ZonedDateTime zoned) {
            return zoned;
        }
        if (value instanceof OffsetDateTime offset) {
            return offset.toZonedDateTime();
        }
        if (value instanceof Instant instant) {
            return instant.atZone(ZoneId.systemDefault());
        }
        if (value instanceof LocalDateTime local) {
            return local.atZone(ZoneId.systemDefault());
        }
        if (value instanceof LocalDate date) {
            return date.atStartOfDay(ZoneId.systemDefault());
        }
        if (value instanceof Date date) {
            return Instant.ofEpochMilli(date.getTime()).atZone(ZoneId.systemDefault());
        }
        if (value instanceof Calendar calendar) {
            return calendar.toInstant().atZone(calendar.getTimeZone().toZoneId());
        }
        throw new DateTimeException("not a time");
    }

    @Override
    public String typeName() {
        return "ZonedDateTime";
    }
}
