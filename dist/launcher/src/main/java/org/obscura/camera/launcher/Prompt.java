package org.obscura.camera.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;

/** Runs the lines of a terminal or a pipe one after another, until they end or one says {@code exit}. */
final class Prompt {
    private final Shell shell;
    private final boolean terminal;

    Prompt(Shell shell, boolean terminal) {
        this.shell = shell;
        this.terminal = terminal;
    }

    /** The exit code of the last line, as of a shell's script. */
    int run() {
        if (terminal) {
            shell.prompt("Type help for the commands, camera:capture --help for one of them, exit to leave." + System.lineSeparator());
        }
        int code = Shell.OK;
        while (!shell.isExited()) {
            String line = command();
            if (line == null) {
                return code;
            }
            if (!line.isBlank()) {
                code = shell.run(line);
            }
        }
        return code;
    }

    /** A line, with those that it goes on in; null at the end. */
    private String command() {
        StringBuilder text = new StringBuilder();
        String prompt = "obscura> ";
        while (true) {
            String line = line(prompt);
            if (line == null) {
                return text.length() == 0 ? null : text.toString();
            }
            text.append(line);
            if (!shell.isUnfinished(text.toString())) {
                return text.toString();
            }
            text.append('\n');
            prompt = "       > ";
        }
    }

    /** Read by bytes and not ahead: what follows the line may be meant for the command in it. */
    private String line(String prompt) {
        if (terminal) {
            shell.prompt(prompt);
        }
        InputStream in = shell.input();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            int b = in.read();
            if (b < 0) {
                return null;
            }
            while (b >= 0 && b != '\n') {
                if (b != '\r') {
                    bytes.write(b);
                }
                b = in.read();
            }
        } catch (IOException e) {
            // the terminal is gone, which ends the session as its closing would
            return null;
        }
        return bytes.toString(Charset.defaultCharset());
    }
}
