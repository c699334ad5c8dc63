package org.obscura.camera.launcher;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.Collections;
import java.util.List;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;

/** Puts warnings and errors of the log on the standard error stream. */
@Component(service = {}, immediate = true)
public class ConsoleLogListener implements LogListener {
    private final LogReaderService log;
    private final PrintStream err;
    private long last = -1;

    @Activate
    public ConsoleLogListener(@Reference LogReaderService log) {
        // not System.err, which Gogo gives to whatever session a thread belongs to
        this(log, new PrintStream(new FileOutputStream(FileDescriptor.err), true));
    }

    ConsoleLogListener(LogReaderService log, PrintStream err) {
        this.log = log;
        this.err = err;
        synchronized (this) {
            log.addLogListener(this);
            List<LogEntry> earlier = Collections.list(log.getLog());
            Collections.reverse(earlier);
            earlier.forEach(this::logged);
        }
    }

    @Deactivate
    void stop() {
        log.removeLogListener(this);
    }

    @Override
    public synchronized void logged(LogEntry entry) {
        // the earlier entries and the listener's first may be the same
        if (entry.getSequence() <= last) {
            return;
        }
        last = entry.getSequence();
        if (entry.getLogLevel() == LogLevel.WARN || entry.getLogLevel() == LogLevel.ERROR) {
            err.println(entry.getLogLevel() + " " + entry.getLoggerName() + ": " + entry.getMessage()
                    + (entry.getException() == null ? "" : " (" + entry.getException() + ")"));
        }
    }
}
