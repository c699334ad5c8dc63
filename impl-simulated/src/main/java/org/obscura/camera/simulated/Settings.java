package org.obscura.camera.simulated;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.obscura.camera.DeviceInfo;
import org.obscura.camera.DeviceInfo.Position;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.PixelFormat;
import org.obscura.camera.support.config.ConfigName;
import org.obscura.camera.support.config.ConfigReader;
import org.obscura.camera.support.registration.DeviceOptions;

/**
 * The configuration of a simulated device.
 *
 * @param identity what cannot change under an open stream
 * @param frameRate frames a second; 0: no limit
 * @param pixelFormat of the test card
 * @param settleFrames frames until changed controls take effect
 * @param faults what goes wrong
 */
record Settings(Identity identity, double frameRate, PixelFormat pixelFormat, int settleFrames, Faults faults) {
    static final String BACKEND = "simulated";
    static final String PID = "org.obscura.camera.simulated";
    private static final String TEST_CARD = "test-card";
    static final long MAX_PIXELS = 100_000_000;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    /**
     * What makes it this device; if it changes, another device takes its place.
     *
     * @param info the description of the device
     * @param ranking the service ranking
     * @param resolutions of the test card
     * @param folder of the image files; empty: the test card
     */
    record Identity(DeviceInfo info, int ranking, List<Resolution> resolutions, Optional<Path> folder) {
        /** Compares field by field: the JDK would hold the class of a record, and so this bundle, for the method that it generates. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Identity that && info.equals(that.info) && ranking == that.ranking
                    && resolutions.equals(that.resolutions) && folder.equals(that.folder);
        }

        @Override
        public int hashCode() {
            return info.hashCode();
        }
    }

    /**
     * What goes wrong. Rates are shares of the frames, 0 to 1.
     *
     * @param latency from exposure to delivery
     * @param openLatency of opening
     * @param seed of the random numbers behind the rates
     * @param failureRate frames that fail
     * @param stall no frame comes
     * @param stallRate frames that do not come
     * @param shortFrame every frame is too short
     * @param shortRate frames that are too short
     * @param unplug the device is unplugged
     * @param unplugRate frames at which the device is unplugged
     * @param unplugTime how long it stays unplugged then
     */
    record Faults(Duration latency, Duration openLatency, long seed, double failureRate, boolean stall, double stallRate,
            boolean shortFrame,
            double shortRate, boolean unplug, double unplugRate, Duration unplugTime) {
    }

    /**
     * Reads a configuration. The reader collects what is wrong.
     *
     * @param config the configuration
     * @param values keys and values as the Configuration Admin passes them
     * @return the settings
     */
    static Settings read(ConfigReader config, Map<String, ?> values) {
        Faults faults = new Faults(duration(config, "latency"), duration(config, "open.latency"),
                config.number("seed", Long.MIN_VALUE, Long.MAX_VALUE), share(config, "failure.rate"), config.flag("stall"),
                share(config, "stall.rate"), config.flag("short.frame"), share(config, "short.rate"), config.flag("unplug"),
                share(config, "unplug.rate"), duration(config, "unplug.time"));
        return new Settings(identity(config, values), config.decimal("frame.rate", 0, 10_000, "frames per second"),
                config.choice("pixel.format", PixelFormat.class), config.integer("settle.frames", 0, 1000), faults);
    }

    private static Duration duration(ConfigReader config, String key) {
        return config.duration(key, Duration.ZERO, Duration.ofDays(1), Duration.ofMillis(1));
    }

    private static double share(ConfigReader config, String key) {
        return config.decimal(key, 0, 1, "");
    }

    private static Identity identity(ConfigReader config, Map<String, ?> values) {
        String given = config.read("id", Settings::id, "1 to 64 letters, digits, dots, dashes or underscores");
        String instance = ConfigName.instance(PID, values).replaceAll("[^A-Za-z0-9._-]", "-");
        String id = !given.isEmpty() ? given : !instance.isEmpty() ? instance : "default";
        String name = config.text("name");
        if (name.isEmpty()) {
            name = id.equals("default") ? "Simulated camera" : "Simulated camera " + id;
        }
        Position position = config.read("position", Settings::position, "unspecified, back or front");
        int orientation = config.read("orientation", Settings::quarterTurns, "0, 90, 180 or 270 degrees");
        DeviceInfo info = new DeviceInfo(BACKEND + ":" + id, name, BACKEND, position, orientation, "Obscura", "Simulated camera");
        return new Identity(info, config.integer("service.ranking", Integer.MIN_VALUE, Integer.MAX_VALUE), resolutions(config),
                folder(config));
    }

    private static String id(String text) {
        String id = text.startsWith(BACKEND + ":") ? text.substring(BACKEND.length() + 1) : text;
        if (!id.isEmpty() && !ID.matcher(id).matches()) {
            throw new IllegalArgumentException();
        }
        return id;
    }

    private static Position position(String text) {
        return switch (text.toLowerCase(Locale.ROOT).replace('-', '_')) {
            case "unspecified" -> Position.UNSPECIFIED;
            case "back", "back_face" -> Position.BACK_FACE;
            case "front", "front_face" -> Position.FRONT_FACE;
            default -> throw new IllegalArgumentException();
        };
    }

    private static int quarterTurns(String text) {
        int degrees = Integer.parseInt(text);
        if (degrees < 0 || degrees > 270 || degrees % 90 != 0) {
            throw new IllegalArgumentException();
        }
        return degrees;
    }

    private static List<Resolution> resolutions(ConfigReader config) {
        return config.list("resolutions", text -> {
            Resolution resolution = DeviceOptions.resolution(text);
            if ((long) resolution.width() * resolution.height() > MAX_PIXELS) {
                throw new IllegalArgumentException("it is too large; width times height must be at most " + MAX_PIXELS);
            }
            return resolution;
        }, "a size such as 1280x720", List.of());
    }

    private static Optional<Path> folder(ConfigReader config) {
        return config.read("picture", text -> {
            try {
                return text.isEmpty() || text.equals(TEST_CARD) ? Optional.<Path>empty()
                        : Optional.of(Path.of(text).toAbsolutePath().normalize());
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException(e.getReason(), e);
            }
        }, TEST_CARD + " or the path of a folder");
    }
}
