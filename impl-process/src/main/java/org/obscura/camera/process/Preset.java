package org.obscura.camera.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.obscura.camera.support.config.Placeholders;
import org.obscura.camera.support.credentials.AddressSecrets;
import org.obscura.camera.support.process.CommandLine;
import org.obscura.camera.Resolution;
import org.obscura.camera.process.ProcessSettings.Output;

/** A program that is known, and what it is started with. */
enum Preset {
    /** ffmpeg: network streams, and cameras of other systems. */
    FFMPEG("ffmpeg", "ffmpeg", true) {
        @Override
        void check(ProcessSettings settings) {
            FfmpegCommand.check(settings);
        }

        @Override
        String passwordRemedy() {
            return AddressSecrets.REMEDY;
        }

        @Override
        CommandLine commandLine(ProcessSettings settings, Resolution size) {
            return FfmpegCommand.of(settings, size, program(settings));
        }
    },

    /** The programs of libcamera on a Raspberry Pi. */
    RPICAM("rpicam-vid", "rpicam-apps", true) {
        @Override
        CommandLine commandLine(ProcessSettings settings, Resolution size) {
            List<String> words = new ArrayList<>();
            if (settings.continuous()) {
                words.addAll(List.of(program(settings), "--nopreview", "--timeout", "0", "--codec", "mjpeg", "--flush"));
            } else {
                words.addAll(List.of(settings.executable().isEmpty() ? "rpicam-still" : settings.executable(), "--nopreview", "--encoding",
                        "jpg"));
            }
            if (size != null) {
                words.addAll(List.of("--width", "" + size.width(), "--height", "" + size.height()));
            }
            words.addAll(settings.options());
            words.addAll(List.of("--output", "-"));
            return new CommandLine(words, "", Map.of());
        }
    },

    /** Cameras that are driven by PTP. */
    GPHOTO2("gphoto2", "gphoto2", false) {
        @Override
        CommandLine commandLine(ProcessSettings settings, Resolution size) {
            List<String> words = new ArrayList<>(List.of(program(settings), "--quiet"));
            if (!settings.source().isEmpty()) {
                words.addAll(List.of("--port", settings.source()));
            }
            words.addAll(settings.options());
            words.addAll(
                    settings.continuous() ? List.of("--stdout", "--capture-movie") : List.of("--stdout", "--capture-image-and-download"));
            return new CommandLine(words, "", Map.of());
        }
    },

    /** A pipeline of GStreamer. */
    GSTREAMER("gst-launch-1.0", "gstreamer1.0-tools", true) {
        @Override
        void check(ProcessSettings settings) {
            requireSource(settings, "the pipeline before the encoder, such as: v4l2src ! video/x-raw,width=640,height=480");
            checkPlaceholders("source", settings.source(), List.of("width", "height"), settings);
            CommandLine.split("source", settings.source());
            if (settings.credentials() != null) {
                throw new IllegalArgumentException(passwordRemedy());
            }
        }

        @Override
        CommandLine commandLine(ProcessSettings settings, Resolution size) {
            List<String> words = new ArrayList<>(List.of(program(settings), "--quiet"));
            words.addAll(settings.options());
            words.addAll(CommandLine.split("source", fill(settings.source(), settings, size)));
            if (settings.output() != Output.COPY) {
                words.addAll(List.of("!", "videoconvert", "!", "jpegenc", "quality=95"));
            }
            words.addAll(List.of("!", "fdsink", "fd=1", "sync=false"));
            return new CommandLine(words, "", Map.of());
        }
    },

    /** What the configuration says. */
    COMMAND("", "", true) {
        @Override
        void check(ProcessSettings settings) {
            if (CommandLine.split("command", settings.command()).isEmpty()) {
                throw new IllegalArgumentException(
                        "'command' is missing; it must be a program and its arguments, or 'preset' must name ffmpeg, rpicam, "
                                + "gphoto2 or gstreamer");
            }
            if (AddressSecrets.hasPlaces(settings.command())) {
                throw new IllegalArgumentException("'command' has {username} or {password}, which would be in the list of processes; "
                        + passwordRemedy());
            }
            if (SINGLE_QUOTE.matcher(settings.command().replaceAll("\"[^\"]*\"", "")).find()) {
                throw new IllegalArgumentException("'command' has single quotes, which keep no words together, since no shell reads it; "
                        + "use double quotes");
            }
            checkPlaceholders("command", settings.command(), List.of("source", "width", "height"), settings);
            if (settings.command().contains("{source}") && settings.source().isEmpty()) {
                throw new IllegalArgumentException("'command' has {source}, but 'source' is empty; set it");
            }
        }

        @Override
        String passwordRemedy() {
            return "set 'username' and '.password', which the program finds in its environment as OBSCURA_USERNAME and OBSCURA_PASSWORD";
        }

        @Override
        CommandLine commandLine(ProcessSettings settings, Resolution size) {
            List<String> words = CommandLine.split("command", settings.command()).stream().map(word -> fill(word, settings, size)).toList();
            Map<String, String> environment = settings.credentials() == null ? Map.of()
                    : Map.of("OBSCURA_USERNAME", settings.credentials().user(), "OBSCURA_PASSWORD", settings.credentials().password());
            return new CommandLine(words, "", environment);
        }
    };

    private static final Pattern SINGLE_QUOTE = Pattern.compile("(?:^|\\s)'");

    private final String program;
    private final String debianPackage;
    private final boolean continuous;

    Preset(String program, String debianPackage, boolean continuous) {
        this.program = program;
        this.debianPackage = debianPackage;
        this.continuous = continuous;
    }

    boolean prefersContinuous() {
        return continuous;
    }

    /** Returns Debian's package of the program; "" if it is not known. */
    String debianPackage() {
        return debianPackage;
    }

    String program(ProcessSettings settings) {
        return settings.executable().isEmpty() ? program : settings.executable();
    }

    /** Fails if a value is missing. */
    void check(ProcessSettings settings) {
        // most presets do without
    }

    /** Returns a clause that says how a password reaches the program. */
    String passwordRemedy() {
        return "the preset " + name().toLowerCase(Locale.ROOT)
                + " cannot take a password, since its arguments are in the list of processes; use preset=ffmpeg";
    }

    abstract CommandLine commandLine(ProcessSettings settings, Resolution size);

    static void requireSource(ProcessSettings settings, String right) {
        if (settings.source().isEmpty()) {
            throw new IllegalArgumentException("'source' is missing; it must be " + right);
        }
    }

    private static void checkPlaceholders(String key, String text, List<String> known, ProcessSettings settings) {
        Placeholders.check(key, text, known);
        if (settings.resolutions().isEmpty() && (text.contains("{width}") || text.contains("{height}"))) {
            throw new IllegalArgumentException("'" + key + "' has {width} or {height} but 'resolutions' names no size; name those that the "
                    + "program offers, such as 1280x720");
        }
    }

    static String fill(String text, ProcessSettings settings, Resolution size) {
        return text.replace("{source}", settings.source()).replace("{width}", size == null ? "" : "" + size.width()).replace("{height}",
                size == null ? "" : "" + size.height());
    }
}
