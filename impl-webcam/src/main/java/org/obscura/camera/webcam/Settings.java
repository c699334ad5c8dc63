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

/** The configuration, checked. A driver of "" is the library's own. */
record Settings(String driver, List<String> driverClasspath, List<String> java, Duration scanInterval, Duration openTimeout,
        Duration frameTimeout, int warmUp, Pattern nameFilter, int ranking) {
    private static final Pattern WORD = Pattern.compile("(?:\"[^\"]*\"|[^\\s\"])+");
    private static final long SCAN_LINUX = 1_000;
    private static final long SCAN_OTHER = 30_000;

    static Settings of(WebcamConfig config) {
        String driver = config.driver().trim();
        long scan = atLeast(0, "scan.interval", config.scan_interval());
        if (scan == 0) {
            scan = driver.isEmpty() && Platform.LINUX ? SCAN_LINUX : SCAN_OTHER;
        }
        return new Settings(driver, classpath(config.driver_classpath()), words(config.java()), Duration.ofMillis(scan),
                Duration.ofMillis(atLeast(1, "open.timeout", config.open_timeout())),
                Duration.ofMillis(atLeast(1, "frame.timeout", config.frame_timeout())),
                (int) atLeast(0, "warm.up", config.warm_up()), filter(config.name_filter()), config.ranking());
    }

    private static long atLeast(long least, String key, long value) {
        if (value < least) {
            throw new IllegalArgumentException("'" + key + "' is " + value + "; it must be " + least + " or more");
        }
        return value;
    }

    private static List<String> classpath(String text) {
        List<String> entries = new ArrayList<>();
        for (String entry : text.split(Pattern.quote(File.pathSeparator))) {
            if (!entry.isBlank()) {
                if (!Files.exists(Path.of(entry.trim()))) {
                    throw new IllegalArgumentException("'driver.classpath' names " + entry.trim() + ", which does not exist");
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
            throw new IllegalArgumentException("'name.filter' is '" + text + "', which is no regular expression: " + e.getDescription());
        }
    }
}
