package org.obscura.camera.simulated;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.obscura.camera.DeviceInfo;
import org.obscura.camera.DeviceInfo.Position;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.PixelFormat;

/**
 * The configuration of a simulated camera.
 *
 * @param identity what cannot change under an open stream
 * @param frameRate frames a second; 0: no limit
 * @param pixelFormat of the test card
 * @param faults what goes wrong
 */
record Settings(Identity identity, double frameRate, PixelFormat pixelFormat, Faults faults) {
    static final String BACKEND = "simulated";
    static final String PID = "org.obscura.camera.simulated";
    private static final String TEST_CARD = "test-card";
    private static final long MAX_PIXELS = 100_000_000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern FILE_NAME = Pattern.compile(".*[/\\\\]" + Pattern.quote(PID) + "[-~]([^/\\\\]+)\\.[a-z.]+");

    /**
     * What makes it this camera; if it changes, another camera takes its place.
     *
     * @param info what is told of the device
     * @param ranking the service ranking
     * @param resolutions of the test card
     * @param folder of the pictures; empty: the test card
     */
    record Identity(DeviceInfo info, int ranking, List<Resolution> resolutions, Optional<Path> folder) {
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
     * @param unplug the device is gone
     * @param unplugRate frames at which the device goes
     * @param unplugTime for how long it goes then
     */
    record Faults(Duration latency, Duration openLatency, long seed, double failureRate, boolean stall, double stallRate,
            boolean shortFrame,
            double shortRate, boolean unplug, double unplugRate, Duration unplugTime) {
    }

    /**
     * Reads a configuration.
     *
     * @param config keys and values as the Configuration Admin gives them
     * @return the settings
     * @throws IllegalArgumentException with all that is wrong
     */
    static Settings parse(Map<String, ?> config) {
        ConfigReader o = new ConfigReader(config);
        Faults faults = new Faults(Duration.ofMillis(o.millis("latency")), Duration.ofMillis(o.millis("open.latency")), o.number("seed"),
                o.share("failure.rate"), o.flag("stall"), o.share("stall.rate"), o.flag("short.frame"), o.share("short.rate"),
                o.flag("unplug"),
                o.share("unplug.rate"), Duration.ofMillis(o.millis("unplug.time")));
        PixelFormat format = o.read("pixel.format", t -> PixelFormat.valueOf(t.toUpperCase(Locale.ROOT)), "bgr24, rgb24, gray8 or jpeg");
        double rate = o.decimal("frame.rate", 10_000, "frames per second, 0 (no limit) to 10000");
        Identity identity = new Identity(info(o, config), o.integer("service.ranking"), resolutions(o), folder(o));
        o.check();
        return new Settings(identity, rate, format, faults);
    }

    private static DeviceInfo info(ConfigReader o, Map<String, ?> config) {
        String id = o.verbatim("id");
        id = id.startsWith(BACKEND + ":") ? id.substring(BACKEND.length() + 1) : id;
        if (id.isEmpty()) {
            id = nameOf(config);
        } else if (!NAME.matcher(id).matches()) {
            o.wrong("id=" + id + " is wrong; it must be 1 to 64 letters, digits, dots, dashes or underscores");
        }
        String name = o.verbatim("name");
        if (name.isEmpty()) {
            name = id.equals("default") ? "Simulated camera" : "Simulated camera " + id;
        }
        Position position = o.read("position", Settings::position, "unspecified, back or front");
        int orientation = o.read("orientation", Settings::quarterTurns, "0, 90, 180 or 270 degrees");
        return new DeviceInfo(BACKEND + ":" + id, name, BACKEND, position, orientation, "Obscura", "Simulated camera");
    }

    /** The name of the configuration: NAME of PID~NAME, or of File Install's PID-NAME.cfg, which not every version hands on in the PID. */
    private static String nameOf(Map<String, ?> config) {
        String pid = String.valueOf(config.get("service.pid"));
        Matcher file = FILE_NAME.matcher(String.valueOf(config.get("felix.fileinstall.filename")));
        String name = "default";
        if (pid.startsWith(PID + "~")) {
            name = pid.substring(PID.length() + 1);
        } else if (file.matches()) {
            name = file.group(1);
        } else if (config.containsKey("service.factoryPid") && pid.startsWith(PID + ".")) {
            name = pid.substring(PID.length() + 1);
        }
        return name.isEmpty() ? "default" : name.replaceAll("[^A-Za-z0-9._-]", "-");
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

    private static List<Resolution> resolutions(ConfigReader o) {
        LinkedHashSet<Resolution> all = new LinkedHashSet<>();
        for (String text : o.texts("resolutions")) {
            try {
                Resolution r = Resolution.parse(text);
                if ((long) r.width() * r.height() > MAX_PIXELS) {
                    o.wrong("resolutions: " + r + " is too large; width times height must be at most " + MAX_PIXELS);
                }
                all.add(r);
            } catch (IllegalArgumentException e) {
                o.wrong("resolutions: " + e.getMessage());
            }
        }
        return List.copyOf(new ArrayList<>(all));
    }

    private static Optional<Path> folder(ConfigReader o) {
        String text = o.verbatim("picture");
        if (text.isEmpty() || text.equals(TEST_CARD)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(text).toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            o.wrong("picture=" + text + " is wrong; it must be " + TEST_CARD + " or the path of a folder");
            return Optional.empty();
        }
    }
}
