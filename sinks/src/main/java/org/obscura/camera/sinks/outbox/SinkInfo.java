package org.obscura.camera.sinks.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.obscura.camera.CameraEvents;
import org.obscura.camera.ImageSink;
import org.obscura.camera.support.config.ConfigReader;

/**
 * What is known of a sink by its service properties, also after a restart before it is registered again.
 *
 * @param name the name
 * @param kind the kind
 * @param target the target, without secrets
 * @param pid the PID of its configuration; "" if it has none
 * @param cameras only images of these; empty: of all
 * @param deletesImages whether an image is deleted once it is delivered
 * @param retryDelay the pause after the first failure
 * @param retryMax the longest pause
 * @param attempts after how many attempts an image is given up; 0: never
 * @param limit how many images may wait
 * @param warnAfter how long an image may wait before that is a warning
 * @param parallel how many images are delivered at once, each of another camera
 * @param problem why it cannot deliver; "" if it can
 */
record SinkInfo(String name, String kind, String target, String pid, List<String> cameras, boolean deletesImages, Duration retryDelay,
        Duration retryMax, int attempts, int limit, Duration warnAfter, int parallel, String problem) {
    private static final String PID = "service.pid";
    private static final List<String> TEXTS = List.of(ImageSink.NAME, ImageSink.KIND, ImageSink.TARGET, PID);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int MOST_LIMIT = 10_000_000;
    private static final int MOST_PARALLEL = 64;

    /**
     * Reads service properties.
     *
     * @param problems gets a sentence for each value that is wrong, which is replaced by its default, and for each without its unit
     */
    static SinkInfo read(Map<String, ?> properties, Consumer<String> problems) {
        Map<String, Object> own = new HashMap<>(properties);
        own.keySet().retainAll(ConfigReader.defaults(OutboxKeys.class).keySet());
        String name = text(properties, ImageSink.NAME);
        ConfigReader reader = new ConfigReader(OutboxKeys.class, own, Map.of());
        SinkInfo info = new SinkInfo(name, text(properties, ImageSink.KIND), text(properties, ImageSink.TARGET), text(properties, PID),
                texts(properties.get(CameraEvents.CAMERA_ID)), reader.flag("delete.after.delivery"),
                reader.duration("retry.delay", Duration.ofMillis(10), Duration.ofDays(1), SECOND),
                reader.duration("retry.max", Duration.ofMillis(10), Duration.ofDays(1), SECOND),
                reader.integer("attempts", 0, Integer.MAX_VALUE), reader.integer("outbox.limit", 1, MOST_LIMIT),
                reader.duration("warn.after", Duration.ofMillis(10), Duration.ofDays(365), SECOND),
                reader.integer("parallel", 1, MOST_PARALLEL), text(properties, ImageSink.PROBLEM));
        reader.sentences().forEach(sentence -> problems.accept("Sink " + name + ": " + sentence));
        return info;
    }

    private static String text(Map<String, ?> properties, String key) {
        Object value = properties.get(key);
        return value == null ? "" : value.toString();
    }

    private static List<String> texts(Object value) {
        List<Object> all = new ArrayList<>();
        if (value instanceof Collection<?> collection) {
            all.addAll(collection);
        } else if (value instanceof Object[] array) {
            all.addAll(Arrays.asList(array));
        } else if (value != null) {
            all.addAll(Arrays.asList(value.toString().split(",")));
        }
        return all.stream().map(each -> String.valueOf(each).strip()).filter(each -> !each.isEmpty()).toList();
    }

    /** Returns the PID of its configuration, or its kind, for messages. */
    String source() {
        return pid.isEmpty() ? kind : pid;
    }

    boolean takes(String cameraId) {
        return cameras.isEmpty() || cameras.contains(cameraId);
    }

    /** Returns which of its cameras do not exist, in a sentence with what would be right; "" if all do. */
    String missingCameras(Set<String> existing) {
        List<String> missing = cameras.stream().filter(camera -> !existing.contains(camera)).toList();
        return missing.isEmpty() ? ""
                : "There is no camera " + String.join(", ", missing) + ", of which it is to deliver images; "
                        + (existing.isEmpty() ? "there is none at all" : "there are " + String.join(", ", new TreeSet<>(existing)))
                        + ". Configure it, or correct 'cameras'";
    }

    /** Returns the pause after a number of failures in a row: doubled each time, up to the longest. */
    Duration pause(int failures) {
        Duration pause = retryDelay;
        for (int i = 1; i < failures && pause.compareTo(retryMax) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(retryMax) > 0 ? retryMax : pause;
    }

    /** Returns what {@link #read} reads after a restart. */
    Properties stored() {
        Properties values = new Properties();
        List<String> texts = List.of(name, kind, target, pid);
        for (int i = 0; i < texts.size(); i++) {
            values.setProperty(TEXTS.get(i), texts.get(i));
        }
        values.setProperty(CameraEvents.CAMERA_ID, String.join(",", cameras));
        values.setProperty("delete.after.delivery", Boolean.toString(deletesImages));
        values.setProperty("outbox.limit", Integer.toString(limit));
        values.setProperty("warn.after", warnAfter.toMillis() + "ms");
        return values;
    }
}
