package org.obscura.camera.webcam;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import org.obscura.camera.support.config.ConfigReader;

/** The configuration, checked. A driver of "" is the library's own. */
record Settings(String driver, List<String> driverClasspath, List<String> java, Duration scanInterval, Duration openTimeout,
        Duration frameTimeout, int warmUp, Pattern nameFilter, int ranking, int settleFrames, boolean restoreControls) {
    /** The name of the backend. */
    static final String BACKEND = "webcam";

    private static final Pattern WORD = Pattern.compile("(?:\"[^\"]*\"|[^\\s\"])+");
    private static final Duration SCAN_LINUX = Duration.ofSeconds(1);
    private static final Duration SCAN_OTHER = Duration.ofSeconds(30);
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int MAX_WARM_UP = 1000;

    /** Reads a configuration. The reader collects what is wrong. */
    static Settings read(ConfigReader config) {
        String driver = config.text("driver");
        Duration scan = duration(config, "scan.interval", Duration.ZERO);
        return new Settings(driver, config.read("driver.classpath", Settings::classpath, "jars and folders that exist"),
                words(config.text("java")), !scan.isZero() ? scan : driver.isEmpty() && Platform.LINUX ? SCAN_LINUX : SCAN_OTHER,
                duration(config, "open.timeout", SHORTEST), duration(config, "frame.timeout", SHORTEST),
                config.integer("warm.up", 0, MAX_WARM_UP), config.read("name.filter", Settings::filter, "a regular expression"),
                config.integer("ranking", Integer.MIN_VALUE, Integer.MAX_VALUE),
                config.integer("controls.settle.frames", 0, MAX_WARM_UP), config.flag("controls.restore"));
    }

    private static Duration duration(ConfigReader config, String key, Duration shortest) {
        return config.duration(key, shortest, LONGEST, Duration.ofMillis(1));
    }

    private static List<String> classpath(String text) {
        List<String> entries = new ArrayList<>();
        for (String entry : text.split(Pattern.quote(File.pathSeparator))) {
            if (!entry.isBlank()) {
                if (!Files.exists(Path.of(entry.trim()))) {
                    throw new IllegalArgumentException(entry.trim() + " does not exist");
                }
                entries.add(Path.of(entry.trim()).toAbsolutePath().toString());
            }
        }
        return List.copyOf(entries);
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher m = WORD.matcher(text);
        while (m.find()) {
            words.add(m.group().replace("\"", ""));
        }
        return List.copyOf(words);
    }

    private static Pattern filter(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(e.getDescription(), e);
        }
    }
}
