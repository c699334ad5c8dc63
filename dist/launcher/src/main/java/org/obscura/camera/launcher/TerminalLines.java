package org.obscura.camera.launcher;

import java.io.IOError;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The lines that a person types at a terminal, with editing, history and completion by JLine. Loaded for the interactive prompt only. */
final class TerminalLines implements LineSource {
    private static final int MOST_FAILURES = 5;

    private final Terminal terminal;
    private final LineReader reader;
    private int failures;

    /**
     * Opens the terminal.
     *
     * @param interrupt called on Ctrl-C while a command runs; JLine leaves its own handler behind each line, and gives up that of the JVM
     */
    TerminalLines(Completer completer, Runnable interrupt) throws IOException {
        terminal = TerminalBuilder.builder().name("obscura").system(true).nativeSignals(false).signalHandler(signal -> {
            if (signal == Terminal.Signal.INT) {
                interrupt.run();
            }
        }).build();
        if (terminal.getWidth() <= 0 || terminal.getHeight() <= 0) {
            terminal.setSize(new Size(80, 24)); // a serial line or a container knows no size, and JLine would show no line
        }
        DefaultParser parser = new DefaultParser();
        parser.setEofOnUnclosedQuote(false); // Gogo decides where a command ends
        LineReaderBuilder builder = LineReaderBuilder.builder().terminal(terminal).appName("obscura").parser(parser).completer(completer)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true);
        Path history = history();
        if (history != null) {
            builder.variable(LineReader.HISTORY_FILE, history);
        }
        reader = builder.build();
        // in the other mode of the keypad, which JLine does not bind
        KeyMap<Binding> keys = reader.getKeyMaps().get(LineReader.MAIN);
        keys.bind(new Reference(LineReader.UP_LINE_OR_SEARCH), "\033[A", "\033OA");
        keys.bind(new Reference(LineReader.DOWN_LINE_OR_SEARCH), "\033[B", "\033OB");
        keys.bind(new Reference(LineReader.FORWARD_CHAR), "\033[C", "\033OC");
        keys.bind(new Reference(LineReader.BACKWARD_CHAR), "\033[D", "\033OD");
    }

    /** Returns a file that no other user can read, since commands may hold passwords in URLs; null where none can be made. */
    private static Path history() {
        Path folder = StateFolder.path();
        if (folder == null) {
            return null;
        }
        Path file = folder.resolve("history");
        try {
            Files.createDirectories(folder);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) {
            return file;
        } catch (IOException | UnsupportedOperationException e) {
            return null;
        }
        return file;
    }

    @Override
    public String greeting() {
        return "Type help for the commands, camera:capture --help for one of them, exit to leave." + System.lineSeparator();
    }

    @Override
    public String readLine(String prompt) throws CancelledException {
        try {
            String line = reader.readLine(prompt);
            failures = 0;
            return line;
        } catch (UserInterruptException e) {
            throw new CancelledException();
        } catch (EndOfFileException e) {
            return null;
        } catch (IOError e) {
            // JLine sets the terminal by a program, which Ctrl-C ends as well; a terminal that is closed fails again and again
            if (++failures > MOST_FAILURES) {
                return null;
            }
            throw new CancelledException();
        }
    }
}
