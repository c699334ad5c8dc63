package org.obscura.camera.v4l2;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import org.obscura.camera.support.config.ConfigReader;
import org.obscura.camera.support.config.Durations;

/**
 * The configuration, checked.
 *
 * @param exposureLead how long before its time stamp a frame may have been exposed; null: from the driver
 */
record Settings(List<VideoFormat> formats, double frameRate, int buffers, int warmUp, Duration exposureLead, Duration openTimeout,
        Duration lookInterval, Pattern nameFilter, int ranking, int settleFrames,
        boolean restoreControls) {
    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final String AUTO = "auto";

    static Settings of(ConfigReader reader) {
        return new Settings(formats(reader), reader.decimal("frame.rate", 0.01, 1000, "frames per second"),
                reader.integer("buffers", 2, 32),
                reader.integer("warm.up", 0, 1000), reader.read("exposure.lead", Settings::lead, "'auto' or a duration such as 10ms"),
                reader.duration("open.timeout", MILLISECOND, LONGEST, MILLISECOND),
                reader.duration("look.interval", Duration.ofMillis(100), LONGEST, MILLISECOND),
                reader.read("name.filter", Settings::pattern, "a regular expression"),
                reader.integer("ranking", Integer.MIN_VALUE, Integer.MAX_VALUE),
                reader.integer("controls.settle.frames", 0, 1000), reader.flag("controls.restore"));
    }

    private static List<VideoFormat> formats(ConfigReader reader) {
        return reader.list("formats",
                text -> Arrays.stream(VideoFormat.values()).filter(each -> each.name().equalsIgnoreCase(text)).findFirst()
                        .orElseThrow(IllegalArgumentException::new),
                "one of " + String.join(", ", VideoFormat.names()), VideoFormat.names());
    }

    private static Duration lead(String text) {
        return text.equals(AUTO) ? null : Durations.parse(text, MILLISECOND);
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(e.getDescription(), e);
        }
    }
}
