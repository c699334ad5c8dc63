package org.obscura.camera.support.sink;

import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;

import org.obscura.camera.CameraEvents;
import org.obscura.camera.ImageSink;
import org.obscura.camera.support.config.ConfigName;
import org.obscura.camera.support.config.ConfigReader;

/** Makes the service properties of a sink from the keys that each configuration of a sink has. */
public final class SinkProperties {
    private static final String PID = "service.pid";
    private static final Duration SECOND = Duration.ofSeconds(1);

    private SinkProperties() {
    }

    /**
     * Returns the name of a sink: that of its configuration.
     *
     * @param factoryPid the factory PID
     * @param values the configuration
     * @return the name; "default" if the configuration has none
     */
    public static String name(String factoryPid, Map<String, ?> values) {
        String name = ConfigName.instance(factoryPid, values);
        return name.isEmpty() ? "default" : name;
    }

    /**
     * Reads the keys of the outbox, and returns the service properties.
     *
     * @param reader gets the mistakes; a wrong value is replaced by the default
     * @param values the configuration
     * @param name the name of the sink
     * @param kind the kind of the sink
     * @param target where images are delivered to, without secrets
     * @return the properties
     */
    public static Dictionary<String, Object> read(ConfigReader reader, Map<String, ?> values, String name, String kind, String target) {
        Dictionary<String, Object> properties = new Hashtable<>(Map.of(ImageSink.NAME, name, ImageSink.KIND, kind, ImageSink.TARGET, target,
                "delete.after.delivery", reader.flag("delete.after.delivery"),
                "retry.delay", reader.duration("retry.delay", Duration.ofMillis(10), Duration.ofDays(1), SECOND).toMillis() + "ms",
                "retry.max", reader.duration("retry.max", Duration.ofMillis(10), Duration.ofDays(1), SECOND).toMillis() + "ms",
                "attempts", reader.integer("attempts", 0, Integer.MAX_VALUE),
                "outbox.limit", reader.integer("outbox.limit", 1, 10_000_000),
                "warn.after", reader.duration("warn.after", SECOND, Duration.ofDays(365), SECOND).toMillis() + "ms"));
        List<String> cameras = reader.texts("cameras");
        if (!cameras.isEmpty()) {
            properties.put(CameraEvents.CAMERA_ID, cameras.toArray(String[]::new));
        }
        if (values.get(PID) != null) {
            properties.put(PID, values.get(PID)); // by which its outbox notices that the configuration was deleted
        }
        return properties;
    }
}
