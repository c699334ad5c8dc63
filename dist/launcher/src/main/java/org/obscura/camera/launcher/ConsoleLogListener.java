package org.obscura.camera.launcher;

import java.io.PrintStream;
import java.util.Collections;
import java.util.List;

import org.obscura.camera.support.text.Printable;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;

/** Prints the entries of the log from a level on. */
final class ConsoleLogListener implements LogListener {
    /** The logger of core that writes how requests end. */
    private static final String REQUESTS = "org.obscura.camera.requests";

    private final PrintStream err;
    private final LogLevel level;
    private long last = -1;

    /**
     * Creates a listener.
     *
     * @param level the least severe level that is printed
     */
    ConsoleLogListener(PrintStream err, LogLevel level) {
        this.err = err;
        this.level = level;
    }

    /** Prints the entries that the log holds, and those to come. */
    synchronized void listenTo(LogReaderService log) {
        log.addLogListener(this);
        List<LogEntry> earlier = Collections.list(log.getLog());
        Collections.reverse(earlier);
        earlier.forEach(this::logged);
    }

    @Override
    public synchronized void logged(LogEntry entry) {
        // the earlier entries and the listener's first may be the same
        if (entry.getSequence() <= last) {
            return;
        }
        last = entry.getSequence();
        if (isShown(entry)) {
            err.println(Printable.of(entry.getLogLevel() + " " + entry.getLoggerName() + ": " + entry.getMessage()
                    + (entry.getException() == null ? "" : " (" + entry.getException() + ")")));
        }
    }

    /**
     * The framework's log repeats each registered service and each started bundle; only what went wrong there is worth a line. How
     * requests end is reported by the commands that make them, so the log repeats it only at a level that the user asks for.
     */
    private boolean isShown(LogEntry entry) {
        if (entry.getLoggerName().equals(REQUESTS) && level == LogLevel.WARN) {
            return entry.getLogLevel() == LogLevel.ERROR;
        }
        LogLevel least = entry.getLoggerName().startsWith("Events.") && level.implies(LogLevel.WARN) ? LogLevel.WARN : level;
        return least.implies(entry.getLogLevel());
    }
}
