package org.obscura.camera.support.logging;

import java.io.PrintStream;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
    /** The numbers of the entries that the log held; the listener gets those again that were written meanwhile. */
    private final Set<Long> earlier = new HashSet<>();

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
        List<LogEntry> entries = Collections.list(log.getLog());
        Collections.reverse(entries);
        entries.forEach(this::print);
        entries.forEach(entry -> earlier.add(entry.getSequence()));
    }

    /** Prints an entry. Entries of several threads come in another order than that of their numbers. */
    @Override
    public synchronized void logged(LogEntry entry) {
        if (!earlier.contains(entry.getSequence())) {
            print(entry);
        }
    }

    private void print(LogEntry entry) {
        if (isShown(entry)) {
            err.println(Printable.of(entry.getLogLevel() + " " + entry.getLoggerName() + ": " + entry.getMessage()
                    + (entry.getException() == null ? "" : " (" + entry.getException() + ")")));
        }
    }

    /**
     * Returns whether an entry is shown: the framework's log repeats each registered service and each started bundle; only what went wrong
     * there is worth a line.
     */
    private boolean isShown(LogEntry entry) {
        LogLevel least = entry.getLoggerName().equals(REQUESTS) ? levelOfRequests
                : entry.getLoggerName().startsWith("Events.") && level.implies(LogLevel.WARN) ? LogLevel.WARN : level;
        return least.implies(entry.getLogLevel());
    }
}
