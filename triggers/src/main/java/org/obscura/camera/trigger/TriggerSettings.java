package org.obscura.camera.trigger;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.obscura.camera.CaptureOptions;
import org.obscura.camera.support.config.ConfigReader;
import org.obscura.camera.support.config.Durations;
import org.obscura.camera.trigger.schedule.CalendarTiming;
import org.obscura.camera.trigger.schedule.CronSchedule;
import org.obscura.camera.trigger.schedule.Place;
import org.obscura.camera.trigger.schedule.Schedule;
import org.obscura.camera.trigger.schedule.TimeOfDay;
import org.obscura.camera.trigger.schedule.TimesSchedule;
import org.obscura.camera.trigger.schedule.Window;
import org.obscura.camera.trigger.view.FaultCheck;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;

/**
 * The configuration of a trigger.
 *
 * @param camera the id of the camera
 * @param kind what causes the captures
 * @param interval of kind INTERVAL, else null
 * @param schedule of the kinds CRON and TIMES, else null
 * @param topic of kind EVENT
 * @param filter of kind EVENT; "" for all events
 * @param analyzer of kind ANALYZER
 * @param analyzerOptions the options of the analyzer
 * @param before what is saved of the time before a capture
 * @param check what the frame of a capture is checked for
 * @param minimumDistance the least time between two captures that events cause
 * @param window when it applies
 * @param catchUp whether what was missed is made up for
 * @param options the options of each capture
 * @param text the schedule for people
 * @param source the name of the file or PID of the configuration
 */
record TriggerSettings(String camera, Kind kind, Duration interval, Schedule schedule, String topic, String filter, String analyzer,
        Map<String, String> analyzerOptions, Before before, FaultCheck check, Duration minimumDistance, Window window, boolean catchUp,
        CaptureOptions options, String text, String source) {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final double LEAST_SHARPNESS = 0.1;
    private static final int MOST_SHARPNESS = 100_000;
    private static final String TOPIC = "\\*|[\\w-]+(/[\\w-]+)*(/\\*)?";

    /** What becomes of due times that were missed. */
    private enum Missed {
        SKIP, CATCH_UP
    }

    /**
     * Reads a configuration.
     *
     * @param reader the values; gets the mistakes. With one, the settings must not be used
     * @throws IllegalArgumentException if there can be no settings; the clause says why and what would be right
     */
    static TriggerSettings read(ConfigReader reader) {
        SettingsReader values = new SettingsReader(reader);
        ZoneId zone = values.zone();
        Optional<Place> place = values.place();
        Optional<Duration> interval = values.duration("interval", SHORTEST, LONGEST);
        Optional<Schedule> cron = reader.read("cron",
                text -> text.isEmpty() ? Optional.<Schedule>empty() : Optional.of(CronSchedule.parse(text, zone)),
                "a cron expression such as 0 7-19 * * MON-FRI");
        List<TimeOfDay> times = values.list("times", TimesSchedule::parse, "times such as 08:30, sunrise+15m");
        String topic = reader.read("topic", TriggerSettings::topic, "a topic such as org/example/DOOR or org/example/*");
        Window window = values.window(zone, place.orElse(null));
        values.requirePlace("times", times, place);
        String analyzer = reader.text("analyzer");
        Kind kind = kind(interval.isPresent(), cron.isPresent(), !times.isEmpty(), !topic.isEmpty(), !analyzer.isEmpty(),
                reader.errors().isEmpty());
        Schedule schedule = cron.orElseGet(() -> times.isEmpty() ? null : new TimesSchedule(times, zone, place.orElse(null)));
        String filter = reader.read("filter", TriggerSettings::filter, "an LDAP filter such as (state=open)");
        String text = switch (kind) {
            case INTERVAL -> "every " + Durations.format(interval.orElseThrow());
            case CRON -> reader.text("cron");
            case TIMES -> String.join(", ", times.stream().map(TimeOfDay::toString).toList());
            case EVENT -> (topic + " " + filter).strip();
            case ANALYZER -> analyzer;
            case NONE -> "";
        };
        if (schedule != null && reader.errors().isEmpty() && CalendarTiming.first(schedule, window, Instant.now()).isEmpty()) {
            reader.reject(kind.key() + "=" + text + (window.toString().isEmpty() ? " is never due" : " has no time in the window " + window
                    + "; correct '" + kind.key() + "', 'between' or 'days'"));
        }
        return new TriggerSettings(reader.text("camera"), kind, interval.orElse(null), schedule, topic, filter, analyzer,
                values.pairs("analyzer.options"), Before.read(reader), check(reader, values),
                reader.duration("minimum.distance", Duration.ZERO, LONGEST, Duration.ofMillis(1)), window,
                reader.choice("missed", Missed.class) == Missed.CATCH_UP, options(reader, values),
                window.toString().isEmpty() ? text : text + ", " + window, reader.name());
    }

    /** Returns the options for frames from before a capture: they have names of their own. */
    CaptureOptions optionsBefore() {
        return new CaptureOptions(options.location(), false, null, options.format(), options.quality(), options.metadata(),
                CaptureOptions.ExistingFile.RENAME, 1, Duration.ZERO, false, Map.of(), null, Map.of());
    }

    private static FaultCheck check(ConfigReader reader, SettingsReader values) {
        return new FaultCheck(values.list("check", FaultCheck::parse, "any of black, blurred and cut, with commas between them"),
                reader.integer("check.brightness", 1, 255), reader.decimal("check.sharpness", LEAST_SHARPNESS, MOST_SHARPNESS, ""));
    }

    private static Kind kind(boolean interval, boolean cron, boolean times, boolean topic, boolean analyzer, boolean right) {
        List<Kind> set = new ArrayList<>();
        if (interval) {
            set.add(Kind.INTERVAL);
        }
        if (cron) {
            set.add(Kind.CRON);
        }
        if (times) {
            set.add(Kind.TIMES);
        }
        if (topic) {
            set.add(Kind.EVENT);
        }
        if (analyzer) {
            set.add(Kind.ANALYZER);
        }
        if (set.size() > 1) {
            throw new IllegalArgumentException(String.join(" and ", set.stream().map(kind -> "'" + kind.key() + "'").toList())
                    + " are both set; make a configuration for each of them");
        }
        if (set.isEmpty() && right) {
            throw new IllegalArgumentException(
                    "nothing says when to capture; set one of 'interval', 'cron', 'times', 'topic' and 'analyzer'");
        }
        return set.isEmpty() ? Kind.NONE : set.get(0);
    }

    private static String topic(String text) {
        if (!text.isEmpty() && !text.matches(TOPIC)) {
            throw new IllegalArgumentException();
        }
        return text;
    }

    private static String filter(String text) {
        try {
            if (!text.isEmpty()) {
                FrameworkUtil.createFilter(text);
            }
            return text;
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static CaptureOptions options(ConfigReader reader, SettingsReader values) {
        CaptureOptions.Builder options = CaptureOptions.builder();
        String location = reader.text("location");
        if (!location.isEmpty()) {
            options.location(location);
        }
        String format = reader.text("format");
        if (!format.isEmpty()) {
            options.format(format);
        }
        values.integer("quality", 1, 100).ifPresent(options::quality);
        reader.resolution("resolution").ifPresent(options::resolution);
        values.pairs("metadata").forEach((key, value) -> options.metadata(key, value.isEmpty() ? null : value));
        values.controls().forEach((key, value) -> options.control(key, "".equals(value) ? null : value));
        return options.build();
    }
}
