package org.obscura.camera.trigger;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.obscura.camera.support.config.ConfigReader;
import org.obscura.camera.support.config.Durations;
import org.obscura.camera.support.control.ControlSchema;
import org.obscura.camera.trigger.schedule.Place;
import org.obscura.camera.trigger.schedule.TimeOfDay;
import org.obscura.camera.trigger.schedule.Window;

/** Reads the kinds of values that triggers and profiles have, most of them optional. The mistakes are those of the {@link ConfigReader}. */
final class SettingsReader {
    private final ConfigReader reader;
    /** Whether a mistake in the place has been reported: that there is none is no further one. */
    private boolean placeIsWrong;

    SettingsReader(ConfigReader reader) {
        this.reader = reader;
    }

    /** Returns the time zone; that of this machine if none is set. */
    ZoneId zone() {
        return reader.read("zone", text -> {
            try {
                return text.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(text);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(); // what is right says more
            }
        }, "a time zone such as Europe/Berlin or UTC");
    }

    /** Returns where the sun is looked at. */
    Optional<Place> place() {
        int mistakes = reader.errors().size();
        Optional<Double> latitude = degrees("latitude", 90);
        Optional<Double> longitude = degrees("longitude", 180);
        if (mistakes == reader.errors().size() && latitude.isPresent() != longitude.isPresent()) {
            reader.reject("'latitude' and 'longitude' belong together, but only one of them is set");
        }
        placeIsWrong = mistakes < reader.errors().size();
        return latitude.isPresent() && longitude.isPresent() ? Optional.of(new Place(latitude.get(), longitude.get())) : Optional.empty();
    }

    private Optional<Double> degrees(String key, int limit) {
        return reader.read(key, text -> {
            if (text.isEmpty()) {
                return Optional.empty();
            }
            double value = Double.parseDouble(text);
            if (!(Math.abs(value) <= limit)) {
                throw new IllegalArgumentException();
            }
            return Optional.of(value);
        }, "a number of degrees from -" + limit + " to " + limit + ", such as 13.41");
    }

    /** Adds a mistake if times need a place and there is none. */
    void requirePlace(String key, List<TimeOfDay> times, Optional<Place> place) {
        if (!placeIsWrong && place.isEmpty() && times.stream().anyMatch(TimeOfDay::needsPlace)) {
            reader.reject("'" + key + "' has a time of the sun, which needs 'latitude' and 'longitude', such as 52.52 and 13.41");
        }
    }

    /** Returns the window of {@code between} and {@code days}. */
    Window window(ZoneId zone, Place place) {
        List<TimeOfDay> ends = reader.read("between", text -> text.isEmpty() ? List.of() : Window.parseBetween(text),
                "two times such as 08:00..18:00 or sunrise..sunset");
        requirePlace("between", ends, Optional.ofNullable(place));
        Set<DayOfWeek> days = list("days", Window::parseDays, "days such as MON-FRI or SAT, SUN");
        return ends.isEmpty() ? new Window(null, null, days, zone, null) : new Window(ends.get(0), ends.get(1), days, zone, place);
    }

    /** Returns a list by a function that throws IllegalArgumentException for a wrong one. */
    <T> T list(String key, Function<List<String>, T> parser, String right) {
        return parsed(key, reader.texts(key), parser, right);
    }

    private <T> T parsed(String key, List<String> texts, Function<List<String>, T> parser, String right) {
        try {
            return parser.apply(texts);
        } catch (IllegalArgumentException e) {
            reader.reject(key + "=" + String.join(", ", texts) + " is wrong; it must be " + right + ": " + e.getMessage());
            return parser.apply(List.of());
        }
    }

    /** Returns a duration; empty if none is set. */
    Optional<Duration> duration(String key, Duration min, Duration max) {
        return reader.read(key, text -> {
            if (text.isEmpty()) {
                return Optional.empty();
            }
            Duration value;
            try {
                value = Durations.parse(text, Duration.ofMillis(1));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(); // what is right says more
            }
            if (Durations.lacksUnit(text) || value.compareTo(min) < 0 || value.compareTo(max) > 0) {
                throw new IllegalArgumentException();
            }
            return Optional.of(value);
        }, "a duration with its unit, from " + Durations.format(min) + " to " + Durations.format(max) + ", such as 10s or 5m");
    }

    /** Returns a whole number; empty if none is set. */
    Optional<Integer> integer(String key, int min, int max) {
        return reader.read(key, text -> {
            if (text.isEmpty()) {
                return Optional.empty();
            }
            int value = Integer.parseInt(text);
            if (value < min || value > max) {
                throw new IllegalArgumentException();
            }
            return Optional.of(value);
        }, "a whole number from " + min + " to " + max);
    }

    /** Returns controls, with an empty text as the value of one without. One that is wrong whatever the device is a mistake. */
    Map<String, Object> controls() {
        return reader.pairs("controls", (key, text) -> {
            ControlSchema.checkKey(key);
            return text.isEmpty() ? text : ControlSchema.convert(key, text);
        }, "a control and its value, such as exposure.time=10ms");
    }

    /** Returns pairs KEY=VALUE, whose values may be empty. */
    Map<String, String> pairs(String key) {
        return parsed(key, reader.pairs(key, '='), texts -> {
            Map<String, String> pairs = new LinkedHashMap<>();
            for (String text : texts) {
                int equals = text.indexOf('=');
                if (equals < 1) {
                    throw new IllegalArgumentException("'" + text + "' is no KEY=VALUE");
                }
                if (pairs.putIfAbsent(text.substring(0, equals).strip(), text.substring(equals + 1).strip()) != null) {
                    throw new IllegalArgumentException("'" + text + "' sets it twice");
                }
            }
            return pairs;
        }, "KEY=VALUE, separated by commas");
    }
}
