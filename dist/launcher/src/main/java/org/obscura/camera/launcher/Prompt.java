package org.obscura.camera.launcher;

import java.io.IOException;

import org.obscura.camera.launcher.LineSource.CancelledException;
import org.obscura.camera.launcher.LineSource.UnreadableException;

/** Runs the lines of a terminal or a pipe one after another, until they end or one says {@code exit}. */
final class Prompt {
    private final Shell shell;
    private final LineSource lines;

    Prompt(Shell shell, LineSource lines) {
        this.shell = shell;
        this.lines = lines;
    }

    /** Returns the exit code of the last line, as of a shell's script. */
    int run() {
        shell.print(lines.greeting());
        int code = Shell.OK;
        while (!shell.isExited()) {
            try {
                String line = command();
                if (line == null) {
                    return code;
                }
                if (!line.isBlank()) {
                    code = shell.run(line);
                }
            } catch (CancelledException e) {
                code = Shell.INTERRUPTED;
            } catch (UnreadableException e) {
                code = shell.failed(e);
            } catch (IOException e) {
                // the terminal was closed, which ends the session
                return code;
            }
        }
        return code;
    }

    /** Reads a line, with those that it goes on in; null at the end. */
    private String command() throws IOException, CancelledException {
        StringBuilder text = new StringBuilder();
        String prompt = "obscura> ";
        while (true) {
            String line = lines.readLine(prompt);
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
}
