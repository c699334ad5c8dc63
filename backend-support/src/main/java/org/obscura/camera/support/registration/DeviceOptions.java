package org.obscura.camera.support.registration;

import java.util.List;
import java.util.Map;

import org.obscura.camera.DeviceInfo;
import org.obscura.camera.DeviceInfo.Position;
import org.obscura.camera.Resolution;
import org.obscura.camera.support.config.ConfigName;
import org.obscura.camera.support.config.ConfigReader;

/** Reads what every configured device has: {@code name}, {@code position}, {@code orientation}, and lists of sizes. */
public final class DeviceOptions {

    private DeviceOptions() {
    }

    /**
     * Reads what is known of a device.
     *
     * @param reader the configuration
     * @param backend the name of the backend, which begins the id
     * @param name the name of the configuration, which ends it
     * @param kind begins the display name where none is configured
     * @return what is known
     */
    public static DeviceInfo read(ConfigReader reader, String backend, String name, String kind) {
        String displayName = reader.text("name");
        Position position = switch (reader.choice("position", Facing.class)) {
            case BACK -> Position.BACK_FACE;
            case FRONT -> Position.FRONT_FACE;
            case UNSPECIFIED -> Position.UNSPECIFIED;
        };
        int orientation = reader.read("orientation", DeviceOptions::quarterTurns, "0, 90, 180 or 270 degrees");
        return new DeviceInfo(backend + ":" + name, displayName.isEmpty() ? kind + " " + name : displayName, backend, position, orientation,
                "", "");
    }

    /** The words for positions. */
    private enum Facing {
        UNSPECIFIED, BACK, FRONT
    }

    private static int quarterTurns(String text) {
        int degrees = Integer.parseInt(text);
        if (degrees < 0 || degrees > 270 || degrees % 90 != 0) {
            throw new IllegalArgumentException();
        }
        return degrees;
    }

    /**
     * Reads a size of a list.
     *
     * @param text such as 1280x720
     * @return the size
     * @throws IllegalArgumentException if it is none; without a message
     */
    public static Resolution resolution(String text) {
        try {
            return Resolution.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(); // what is right says more
        }
    }

    /**
     * Returns the name of a configuration, with which the id of its device ends.
     *
     * @param factoryPid the PID before the name
     * @param values the configuration
     * @return letters, digits, dots, dashes and underscores
     */
    public static String name(String factoryPid, Map<String, ?> values) {
        String name = ConfigName.instance(factoryPid, values).replaceAll("[^A-Za-z0-9._-]", "-");
        return name.isEmpty() ? "default" : name;
    }

    /**
     * Reads a list of sizes.
     *
     * @param reader the configuration
     * @param key the key
     * @return the sizes that are right, in order, each once
     */
    public static List<Resolution> resolutions(ConfigReader reader, String key) {
        return reader.list(key, DeviceOptions::resolution, "a size such as 1280x720", List.of());
    }
}
