package org.obscura.camera.support.logging;

import java.io.PrintStream;
import java.util.Collections;
import java.util.List;

import org.obscura.camera.support.text.Printable;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;

/** Prints the entries of the log from a level on. */
public final class ConsoleLogListener implements LogListener {
    /** The logger of core that writes how requests end. */
    private static final String REQUESTS = "org.obscura.camera.requests";

    private final PrintStream err;
    private final LogLevel level;
    private final LogLevel levelOfRequests;
    private long last = -1;

    /**
     * Creates a listener.
     *
     * @param level the least severe level that is printed
     * @param levelOfRequests the least severe level that is printed of how requests end
     */
    public ConsoleLogListener(PrintStream err, LogLevel level, LogLevel levelOfRequests) {
        this.err = err;
        this.level = level;
        this.levelOfRequests = levelOfRequests;
    }

    /** Prints the entries that the log holds, and those to come. */
    public synchronized void listenTo(LogReaderService log) {
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

    /** The framework's log repeats each registered service and each started bundle; only what went wrong there is worth a line. */
    private boolean isShown(LogEntry entry) {
        LogLevel least = entry.getLoggerName().equals(REQUESTS) ? levelOfRequests
                : entry.getLoggerName().startsWith("Events.") && level.implies(LogLevel.WARN) ? LogLevel.WARN : level;
        return least.implies(entry.getLogLevel());
    }
}
