package org.obscura.camera.core.config;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/** Which bundle of this project reads which configuration, to name the one that is missing. */
final class ConfigurationBundles {
    private static final Map<String, String> BUNDLES = bundles();

    private ConfigurationBundles() {
    }

    private static Map<String, String> bundles() {
        Map<String, String> bundles = new TreeMap<>(Map.of("org.obscura.camera", "org.obscura.camera.core", "org.obscura.camera.profile",
                "org.obscura.camera.trigger", "org.obscura.camera.sink.http", "org.obscura.camera.sinks", "org.obscura.camera.sink.program",
                "org.obscura.camera.sinks", "org.obscura.camera.sink.mqtt", "org.obscura.camera.mqtt"));
        for (String same : Set.of("simulated", "webcam", "v4l2", "ip", "process", "turbojpeg", "webp", "trigger", "sinks", "health",
                "web")) {
            bundles.put("org.obscura.camera." + same, "org.obscura.camera." + same);
        }
        return bundles;
    }

    /** Returns the PIDs and factory PIDs. */
    static Set<String> pids() {
        return BUNDLES.keySet();
    }

    /** Returns the symbolic name of the bundle that reads a configuration; null if none of this project does. */
    static @Nullable String of(String pid) {
        return BUNDLES.get(pid);
    }
}
