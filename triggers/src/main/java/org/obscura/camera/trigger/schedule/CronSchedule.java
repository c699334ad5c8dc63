package org.obscura.camera.trigger.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;

/** A cron expression: the five fields of Unix, or six with seconds first. */
public final class CronSchedule implements Schedule {
    private static final int UNIX_FIELDS = 5;

    private static final Duration LONGEST_GAP = Duration.ofDays(1);

    private final ExecutionTime times;
    private final ZoneId zone;

    private CronSchedule(ExecutionTime times, ZoneId zone) {
        this.times = times;
        this.zone = zone;
    }

    /**
     * Reads an expression.
     *
     * @param zone the zone of its times
     * @throws IllegalArgumentException if the expression is wrong; the message says how
     */
    public static CronSchedule parse(String expression, ZoneId zone) {
        int fields = expression.strip().split("\\s+").length;
        boolean nickname = expression.strip().startsWith("@");
        if (!nickname && fields != UNIX_FIELDS && fields != UNIX_FIELDS + 1) {
            throw new IllegalArgumentException("it has " + fields + (fields == 1 ? " field" : " fields") + ", not 5 or 6");
        }
        CronDefinition definition = CronDefinitionBuilder.instanceDefinitionFor(fields == UNIX_FIELDS ? CronType.UNIX : CronType.SPRING53);
        try {
            Cron cron = new CronParser(definition).parse(expression.strip());
            CronSchedule schedule = new CronSchedule(ExecutionTime.forCron(cron.validate()), zone);
            if (schedule.next(Instant.now()).isEmpty()) {
                throw new IllegalArgumentException("it is never due");
            }
            return schedule;
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    nickname ? "with @ there are @hourly, @daily, @weekly, @monthly and @yearly" : e.getMessage(), e);
        }
    }

    @Override
    public Optional<Instant> next(Instant after) {
        Optional<Instant> due = next(after, zone);
        Optional<Instant> shifted = nextInGap(after);
        return shifted.isPresent() && (due.isEmpty() || shifted.get().isBefore(due.get())) ? shifted : due;
    }

    private Optional<Instant> next(Instant after, ZoneId in) {
        return times.nextExecution(after.atZone(in)).map(ZonedDateTime::toInstant);
    }

    /**
     * Returns the first time after a moment that the clock skips when it is set forward for the summer: it is due that much later, like the
     * times before it by the clock that was not set. The library leaves such a time out for that day.
     */
    private Optional<Instant> nextInGap(Instant after) {
        ZoneOffsetTransition transition = zone.getRules().nextTransition(after.minus(LONGEST_GAP));
        if (transition == null || !transition.isGap()) {
            return Optional.empty();
        }
        Instant begin = transition.getInstant();
        Instant end = begin.plus(transition.getDuration());
        Instant from = after.isBefore(begin) ? begin.minusNanos(1) : after;
        return from.isBefore(end) ? next(from, transition.getOffsetBefore()).filter(end::isAfter) : Optional.empty();
    }
}
