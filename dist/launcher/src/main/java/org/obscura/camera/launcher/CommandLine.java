package org.obscura.camera.launcher;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.osgi.service.log.LogLevel;

/**
 * The arguments of the program: its own options, then a command with its arguments.
 *
 * @param action what to do
 * @param configuration the folder that the user named; null if none is named
 * @param log the least severe level of log entries that are shown
 * @param words the command and its arguments
 */
record CommandLine(Action action, Path configuration, LogLevel log, List<String> words) {
    static final String USAGE = """
            Takes images with the cameras of this computer.

              obscura [OPTION]... COMMAND [ARGUMENT]...   runs one command; each argument is one word as it stands
              obscura [OPTION]... 'COMMAND; COMMAND'      runs a line of script
              obscura [OPTION]... source FILE [WORD]...   runs a file of commands
              obscura [OPTION]...                         opens a prompt, or runs the lines that come through a pipe

              --conf FOLDER   reads the configuration from FOLDER instead of ./conf
              --quiet, -q     shows errors of the log only
              --verbose, -v   shows informational entries of the log too
              --log LEVEL     shows the entries of the log from LEVEL on: error, warn (default), info, debug or trace
              --version       shows the version
              --help, -h      shows this text

            Examples:
              obscura camera:capture                      takes an image into the Pictures folder
              obscura camera:capture -o ./desk.jpg        takes an image into this file
              obscura camera:devices                      lists the devices
              obscura --conf yard camera:run              keeps running and captures as the files in the folder yard say

            """.replace("\n", System.lineSeparator());

    private static final char UNDECODED = '\uFFFD';

    /** The commands that run until they are interrupted and are no mere look at what happens. */
    private static final Set<String> LASTING = Set.of("run", "camera:run", "web", "camera:web");

    /** What the program does. */
    enum Action {
        RUN, HELP, VERSION
    }

    /** Reads the arguments. */
    static CommandLine parse(String... arguments) {
        requireReadable(arguments);
        Action action = Action.RUN;
        Path configuration = null;
        LogLevel log = LogLevel.WARN;
        int next = 0;
        for (; next < arguments.length && arguments[next].startsWith("-") && action == Action.RUN; next++) {
            String option = arguments[next];
            int equals = option.startsWith("--") ? option.indexOf('=') : -1;
            String value = equals < 0 ? next + 1 < arguments.length ? arguments[next + 1] : null : option.substring(equals + 1);
            switch (equals < 0 ? option : option.substring(0, equals)) {
                case "--help", "-h" -> action = Action.HELP;
                case "--version" -> action = Action.VERSION;
                case "--quiet", "-q" -> log = LogLevel.ERROR;
                case "--verbose", "-v" -> log = LogLevel.INFO;
                case "--conf" -> configuration = Path.of(require(value, "--conf FOLDER"));
                case "--log" -> log = level(require(value, "--log LEVEL"));
                default -> throw new IllegalArgumentException("There is no option '" + option
                        + "'; options before the command are --conf, --quiet, --verbose, --log, --version and --help");
            }
            if (equals < 0 && List.of("--conf", "--log").contains(option)) {
                next++;
            }
        }
        return new CommandLine(action, configuration, log,
                Arrays.asList(arguments).subList(Math.min(next, arguments.length), arguments.length));
    }

    /** Returns whether the command runs until it is interrupted, by its words or as part of a line of script. */
    boolean keepsRunning() {
        return words.stream().flatMap(word -> Arrays.stream(word.split("[\\s;|{}()]+"))).anyMatch(LASTING::contains);
    }

    /** Refuses what the JVM could not decode: the characters that it puts in place would be stored, or be the name of a file. */
    private static void requireReadable(String... arguments) {
        for (String argument : arguments) {
            if (argument.indexOf(UNDECODED) >= 0) {
                throw new IllegalArgumentException("The argument '" + argument + "' cannot be read in the encoding of this locale, "
                        + System.getProperty("sun.jnu.encoding") + "; set LC_ALL to one of UTF-8, such as C.UTF-8, and write it in UTF-8");
            }
        }
    }

    private static String require(String value, String usage) {
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("The option needs a value: " + usage);
        }
        return value;
    }

    private static LogLevel level(String word) {
        try {
            return LogLevel.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + word + "' is not a level of the log; it must be error, warn, info, debug or trace", e);
        }
    }
}
