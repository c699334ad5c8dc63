package org.obscura.camera.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The names of topics, and what they say.
 *
 * @param prefix what all begin with
 */
record Topics(String prefix) {
    /** What the topic of the availability says while there is a connection. */
    static final byte[] ONLINE = "online".getBytes(StandardCharsets.UTF_8);
    /** What it says otherwise. */
    static final byte[] OFFLINE = "offline".getBytes(StandardCharsets.UTF_8);

    /**
     * Reads a prefix.
     *
     * @throws IllegalArgumentException if it cannot begin a topic
     */
    static Topics of(String prefix) {
        String text = prefix.replaceAll("/+$", "");
        if (text.isEmpty() || text.startsWith("$") || text.matches(".*[+#\\x00].*")) {
            throw new IllegalArgumentException(
                    "prefix=" + prefix + " is wrong; it must be the beginning of a topic without + and #, such as "
                            + "site/gateway-1");
        }
        return new Topics(text);
    }

    /** Returns a text as one level of a topic. */
    static String level(String text) {
        return text.replaceAll("[/+#\\x00]", "_");
    }

    String availability() {
        return prefix + "/availability";
    }

    String image(String camera) {
        return prefix + "/" + level(camera) + "/image";
    }

    String event(String camera) {
        return prefix + "/" + level(camera) + "/event";
    }

    String capture(String camera) {
        return prefix + "/" + level(camera) + "/capture";
    }

    String captures() {
        return prefix + "/+/capture";
    }

    /** Returns the level of the camera in the topic of a command. */
    Optional<String> cameraOf(String topic) {
        boolean command = topic.startsWith(prefix + "/") && topic.endsWith("/capture") && topic.length() > prefix.length() + 9;
        return command ? Optional.of(topic.substring(prefix.length() + 1, topic.length() - 8)) : Optional.empty();
    }

    /** Returns a name of letters, digits, dashes and underscores, as discovery requires it. */
    String object(String camera) {
        return (prefix + "_" + camera).replaceAll("[^a-zA-Z0-9_-]", "_");
    }
}
