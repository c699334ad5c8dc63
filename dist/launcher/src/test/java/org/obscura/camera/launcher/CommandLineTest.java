package org.obscura.camera.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.obscura.camera.launcher.CommandLine.Action;
import org.osgi.service.log.LogLevel;

class CommandLineTest {
    @Test
    void withoutArgumentsAPromptOpens() {
        assertEquals(new CommandLine(Action.RUN, null, LogLevel.WARN, List.of()), CommandLine.parse());
    }

    @Test
    void theOptionsBehindTheCommandAreTheCommands() {
        assertEquals(new CommandLine(Action.RUN, Path.of("x y"), LogLevel.ERROR, List.of("camera:capture", "--help", "-q", "80")),
                CommandLine.parse("--quiet", "--conf", "x y", "camera:capture", "--help", "-q", "80"));
    }

    @Test
    void anOptionTakesItsValueInOneWordOrTwo() {
        assertEquals(LogLevel.DEBUG, CommandLine.parse("--log", "debug").log());
        assertEquals(LogLevel.TRACE, CommandLine.parse("--log=TRACE").log());
        assertEquals(LogLevel.INFO, CommandLine.parse("-v").log());
        assertEquals(Path.of("a=b"), CommandLine.parse("--conf=a=b").configuration());
    }

    @Test
    void anArgumentThatTheJvmCouldNotDecodeIsRefused() {
        String message = assertThrows(IllegalArgumentException.class,
                () -> CommandLine.parse("camera:capture", "--metadata", "Title=T\uFFFDr")).getMessage();
        assertTrue(message.startsWith("The argument 'Title=T\uFFFDr' cannot be read in the encoding of this locale, "), message);
    }

    @Test
    void knowsWhichCommandsKeepRunning() {
        assertTrue(CommandLine.parse("camera:run").keepsRunning());
        assertTrue(CommandLine.parse("camera:stop yard; run --json").keepsRunning());
        assertTrue(CommandLine.parse("camera:web", "-p", "0").keepsRunning());
        assertFalse(CommandLine.parse("camera:capture", "-o", "./run.jpg").keepsRunning());
        assertFalse(CommandLine.parse().keepsRunning());
    }

    @Test
    void helpAndVersionNeedNoCommand() {
        assertEquals(Action.HELP, CommandLine.parse("--help").action());
        assertEquals(Action.HELP, CommandLine.parse("-h").action());
        assertEquals(Action.VERSION, CommandLine.parse("--version").action());
    }

    @Test
    void aMistakeIsNamed() {
        assertEquals("'loud' is not a level of the log; it must be error, warn, info, debug or trace", message("--log", "loud"));
        assertEquals("The option needs a value: --conf FOLDER", message("--conf"));
        assertEquals(
                "There is no option '--colour'; options before the command are --conf, --quiet, --verbose, --log, --version and --help",
                message("--colour", "camera:list"));
    }

    private static String message(String... arguments) {
        return assertThrows(IllegalArgumentException.class, () -> CommandLine.parse(arguments)).getMessage();
    }
}
