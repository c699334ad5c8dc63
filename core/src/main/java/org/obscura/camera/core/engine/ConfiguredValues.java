package org.obscura.camera.core.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Values by key that a configuration has, and that an application may set in their place. Changed with the lock of the
 * {@link CaptureSession} held. Maps are replaced on change, since requests keep them.
 */
final class ConfiguredValues {
    private Map<String, Object> configured;
    /** Those that were set after the configuration, and differ from it. */
    private Map<String, Object> own = Map.of();
    private volatile Map<String, Object> all;

    ConfiguredValues(Map<String, Object> configured) {
        this.configured = configured;
        this.all = configured;
    }

    /** Replaces the configuration. A value that changes in it counts from now on. */
    void configure(Map<String, Object> values) {
        Map<String, Object> kept = new LinkedHashMap<>(own);
        values.forEach((key, value) -> {
            if (!value.equals(configured.get(key))) {
                kept.remove(key);
            }
        });
        configured = values;
        own = Collections.unmodifiableMap(kept);
        all = merged(configured, own);
    }

    /** Sets values in place of those of the configuration; null, or the value of the configuration, follows the configuration. */
    void set(Map<String, ? extends @Nullable Object> values) {
        Map<String, @Nullable Object> different = new LinkedHashMap<>(values);
        different.replaceAll((key, value) -> Objects.equals(value, configured.get(key)) ? null : value);
        own = merged(own, different);
        all = merged(configured, own);
    }

    /** Returns all values. Needs no lock. */
    Map<String, Object> all() {
        return all;
    }

    /** Returns all values with those of a request in their place; a key whose own value is null is left out. */
    Map<String, Object> with(Map<String, @Nullable Object> ofRequest) {
        return merged(all, ofRequest);
    }

    private static Map<String, Object> merged(Map<String, Object> base, Map<String, ? extends @Nullable Object> values) {
        if (values.isEmpty()) {
            return base;
        }
        Map<String, Object> merged = new LinkedHashMap<>(base);
        merged.putAll(values);
        merged.values().removeIf(Objects::isNull);
        return Collections.unmodifiableMap(merged);
    }
}
