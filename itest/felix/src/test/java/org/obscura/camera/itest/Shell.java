package org.obscura.camera.itest;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;

/** A session at the shell of Gogo. */
final class Shell implements AutoCloseable {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final CommandSession session;

    Shell(CommandProcessor processor) {
        session = processor.createSession(InputStream.nullInputStream(), out, out);
    }

    /** Runs one line in a session of its own. */
    static String run(CommandProcessor processor, String line) throws Exception {
        try (Shell shell = new Shell(processor)) {
            return shell.run(line);
        }
    }

    /** What the line prints. */
    String run(String line) throws Exception {
        out.reset();
        session.execute(line);
        session.getConsole().flush();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        session.close();
    }
}
