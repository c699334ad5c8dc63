package org.obscura.camera.trigger;

import java.util.Locale;

/** What causes the captures of a trigger. */
enum Kind {
    NONE(""), INTERVAL("interval"), CRON("cron"), TIMES("times"), EVENT("topic"), ANALYZER("analyzer");

    private final String key;

    Kind(String key) {
        this.key = key;
    }

    /** Returns the key of the configuration that sets it. */
    String key() {
        return key;
    }

    /** Returns the word of {@link org.obscura.camera.TriggerStatus#kind()}. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
