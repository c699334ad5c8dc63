package org.obscura.camera.v4l2;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The configuration, checked.
 *
 * @param exposureLead how long before its time stamp a frame may have been exposed; null: from the driver
 */
record Settings(List<VideoFormat> formats, double frameRate, int buffers, int warmUp, Duration exposureLead, Duration openTimeout,
        Duration lookInterval, Pattern nameFilter, int ranking) {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)\\s*(us|ms|s|min)");

    /**
     * Reads the configuration.
     *
     * @throws IllegalArgumentException with a sentence that says which value is wrong and what would be right
     */
    static Settings of(V4l2Config config) {
        double rate = config.frame_rate();
        if (!(rate > 0 && rate <= 1000)) {
            throw wrong("frame.rate", rate, "frames per second, above 0 and at most 1000");
        }
        String lead = config.exposure_lead().strip();
        return new Settings(formats(config.formats()), rate, within("buffers", config.buffers(), 2, 32),
                within("warm.up", config.warm_up(), 0, 1000),
                lead.equals("auto") ? null : duration("exposure.lead", lead, Duration.ZERO, "'auto', or "),
                duration("open.timeout", config.open_timeout(), Duration.ofMillis(1), ""),
                duration("look.interval", config.look_interval(), Duration.ofMillis(100), ""), filter(config.name_filter()),
                config.ranking());
    }

    private static IllegalArgumentException wrong(String key, Object value, String right) {
        return new IllegalArgumentException("'" + key + "' is '" + value + "'; it must be " + right);
    }

    private static int within(String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw wrong(key, value, "a whole number from " + min + " to " + max);
        }
        return value;
    }

    private static List<VideoFormat> formats(String[] names) {
        List<VideoFormat> formats = new ArrayList<>();
        for (String name : String.join(",", names).split(",")) {
            if (name.isBlank()) {
                continue;
            }
            try {
                VideoFormat format = VideoFormat.valueOf(name.strip().toUpperCase(Locale.ROOT));
                if (!formats.contains(format)) {
                    formats.add(format);
                }
            } catch (IllegalArgumentException e) {
                throw wrong("formats", name.strip(), "some of " + VideoFormat.names());
            }
        }
        if (formats.isEmpty()) {
            throw wrong("formats", "", "some of " + VideoFormat.names());
        }
        return List.copyOf(formats);
    }

    private static Duration duration(String key, String text, Duration least, String also) {
        Matcher m = DURATION.matcher(text.strip());
        if (m.matches()) {
            long unit = switch (m.group(2)) {
                case "us" -> 1_000L;
                case "ms" -> 1_000_000L;
                case "s" -> 1_000_000_000L;
                default -> 60_000_000_000L;
            };
            Duration duration = Duration.ofNanos(new BigDecimal(m.group(1)).multiply(BigDecimal.valueOf(unit)).longValue());
            if (duration.compareTo(least) >= 0 && duration.compareTo(Duration.ofDays(1)) <= 0) {
                return duration;
            }
        }
        throw wrong(key, text.strip(), also + "a duration with its unit, from " + least.toMillis() + "ms to 1440min, such as 500ms or 10s");
    }

    private static Pattern filter(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw wrong("name.filter", text, "a regular expression: " + e.getDescription());
        }
    }
}
