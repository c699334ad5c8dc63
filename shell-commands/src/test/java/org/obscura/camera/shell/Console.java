package org.obscura.camera.shell;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Locale;

import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandSession;

/** A real Gogo session with one command in it. */
final class Console implements AutoCloseable {
    /** One for all tests: it holds the JVM's streams, and the threads of an interrupted command may outlive a test. */
    private static final ThreadIOImpl THREADS = new ThreadIOImpl();

    static {
        THREADS.start();
    }

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CommandSession session;
    private volatile boolean broken;

    Console(Command... commands) {
        CommandProcessorImpl processor = new CommandProcessorImpl(THREADS);
        for (Command command : commands) {
            processor.addCommand("camera", command, command.getClass().getSimpleName().replace("Command", "").toLowerCase(Locale.ROOT));
        }
        session = processor.createSession(new ByteArrayInputStream(new byte[0]), new FilterOutputStream(out) {
            @Override
            public void write(int b) throws IOException {
                if (broken) {
                    throw new IOException("Broken pipe");
                }
                out.write(b);
            }
        }, err);
    }

    /** What the line prints. */
    String run(String line) throws Exception {
        out.reset();
        session.execute(line);
        session.getConsole().flush();
        return out.toString(Charset.defaultCharset()).replace(System.lineSeparator(), "\n");
    }

    /** What it printed so far. */
    String printed() {
        session.getConsole().flush();
        return out.toString(Charset.defaultCharset()).replace(System.lineSeparator(), "\n");
    }

    /** Makes each later write to the output fail, as when the reader of a pipe leaves. */
    void breakOutput() {
        broken = true;
    }

    String errors() {
        return err.toString(Charset.defaultCharset()).replace(System.lineSeparator(), "\n");
    }

    CommandSession session() {
        return session;
    }

    @Override
    public void close() {
        session.close();
    }
}
