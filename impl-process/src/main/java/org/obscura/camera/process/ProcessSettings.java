package org.obscura.camera.process;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.obscura.camera.support.process.CommandLine;
import org.obscura.camera.DeviceInfo;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.PixelFormat;
import org.obscura.camera.support.config.ConfigReader;
import org.obscura.camera.support.credentials.AddressSecrets;
import org.obscura.camera.support.credentials.Credentials;
import org.obscura.camera.support.registration.DeviceOptions;

/**
 * The configuration of a camera behind a program.
 *
 * @param info what is known of the device
 * @param ranking the service ranking
 * @param preset makes the command line
 * @param command of the preset COMMAND
 * @param source what the preset reads
 * @param credentials of the source, or null
 * @param executable the path of the program; "" for the preset's own
 * @param options more arguments
 * @param output how images are written
 * @param pixelFormat of frames without a header; null where each has one
 * @param continuous whether the program writes image after image
 * @param resolutions sizes that the program offers
 * @param latency the most time between an exposure and the arrival of the image
 * @param startTimeout how long the first image may take
 * @param imageLimit the most bytes that an image may have
 */
record ProcessSettings(DeviceInfo info, int ranking, Preset preset, String command, String source, Credentials credentials,
        String executable,
        List<String> options, Output output, PixelFormat pixelFormat, boolean continuous, List<Resolution> resolutions, Duration latency,
        Duration startTimeout, int imageLimit) {
    static final String PID = "org.obscura.camera.process";
    static final String BACKEND = "process";
    private static final Duration MILLISECOND = Duration.ofMillis(1);

    /** How images are written. */
    enum Output {
        RAW, JPEG, COPY
    }

    /** When the program is started. */
    private enum Run {
        AUTO, CONTINUOUS, EACH_IMAGE
    }

    /**
     * Reads a configuration.
     *
     * @param reader the values; gets the mistakes that do not matter to the rest
     * @param values the same
     * @throws IllegalArgumentException if there can be no camera: the clause says why and what would be right
     */
    static ProcessSettings read(ConfigReader reader, Map<String, ?> values) {
        DeviceInfo info = DeviceOptions.read(reader, BACKEND, DeviceOptions.name(PID, values), "Program camera");
        Preset preset = reader.choice("preset", Preset.class);
        Run run = reader.choice("run", Run.class);
        ProcessSettings settings = new ProcessSettings(info, reader.integer("service.ranking", Integer.MIN_VALUE, Integer.MAX_VALUE),
                preset,
                reader.text("command"), reader.text("source"), credentials(reader), reader.text("executable"),
                CommandLine.split("options", reader.text("options")), reader.choice("output", Output.class), pixelFormat(reader),
                run == Run.AUTO ? preset.prefersContinuous() : run == Run.CONTINUOUS, DeviceOptions.resolutions(reader, "resolutions"),
                reader.duration("latency", Duration.ZERO, Duration.ofMinutes(1), MILLISECOND),
                reader.duration("start.timeout", Duration.ofMillis(100), Duration.ofMinutes(10), MILLISECOND),
                reader.integer("image.limit", 1, 1024) << 20);
        settings.check();
        if (preset != Preset.COMMAND && !settings.command.isEmpty()) {
            reader.reject("'command' has no effect, since 'preset' is " + reader.text("preset") + "; remove one of them");
        }
        if (preset == Preset.COMMAND && !(settings.executable.isEmpty() && settings.options.isEmpty())) {
            reader.reject("'" + (settings.executable.isEmpty() ? "options" : "executable") + "' has no effect, since 'preset' is command; "
                    + "write it into 'command'");
        }
        return settings;
    }

    private static Credentials credentials(ConfigReader reader) {
        String user = reader.text("username");
        String password = reader.secret(".password");
        if (user.isEmpty() && !password.isEmpty()) {
            throw new IllegalArgumentException("there is a '.password' but no 'username'; set both, or none");
        }
        return user.isEmpty() ? null : new Credentials(user, password);
    }

    private static PixelFormat pixelFormat(ConfigReader reader) {
        return reader.read("pixel.format", text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "auto" -> Optional.<PixelFormat>empty();
            case "bgr24", "rgb24", "gray8" -> Optional.of(PixelFormat.valueOf(text.toUpperCase(Locale.ROOT)));
            default -> throw new IllegalArgumentException();
        }, "auto, bgr24, rgb24 or gray8").orElse(null);
    }

    private void check() {
        AddressSecrets.checkHost("source", source);
        AddressSecrets.checkParameters("source", source, preset.passwordRemedy());
        AddressSecrets.checkHost("command", command);
        AddressSecrets.checkParameters("command", command, preset.passwordRemedy());
        if (pixelFormat != null && resolutions.isEmpty()) {
            throw new IllegalArgumentException("'pixel.format' needs the size of the frames in 'resolutions', such as 640x480");
        }
        preset.check(this);
    }

    /** Returns the command line for a size, or for none. */
    CommandLine commandLine(Resolution size) {
        return preset.commandLine(this, size);
    }
}
