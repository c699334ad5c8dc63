package org.obscura.camera.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.Locale;

import org.obscura.camera.support.logging.ConsoleLogListener;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogReaderService;
import org.osgi.util.tracker.ServiceTracker;

/** Prints the entries of each log. No component, so that it prints what Declarative Services log, too. */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class ConsoleActivator implements BundleActivator {
    /** The framework property with the least severe level that is printed. */
    private static final String LEVEL = "obscura.log.level";

    private ServiceTracker<LogReaderService, Printer> logs;

    /** What prints the entries of a log. */
    private record Printer(LogReaderService log, ConsoleLogListener listener) {
    }

    @Override
    public void start(BundleContext context) {
        // not System.err, which Gogo gives to the session of a thread
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true);
        LogLevel level = level(context.getProperty(LEVEL), err);
        logs = new ServiceTracker<>(context, LogReaderService.class, null) {
            @Override
            public Printer addingService(ServiceReference<LogReaderService> reference) {
                LogReaderService log = context.getService(reference);
                if (log == null) {
                    return null;
                }
                Printer printer = new Printer(log, new ConsoleLogListener(err, level, level));
                printer.listener.listenTo(log);
                return printer;
            }

            @Override
            public void removedService(ServiceReference<LogReaderService> reference, Printer printer) {
                printer.log.removeLogListener(printer.listener);
                context.ungetService(reference);
            }
        };
        logs.open();
    }

    private static LogLevel level(String text, PrintStream err) {
        if (text == null) {
            return LogLevel.WARN;
        }
        try {
            return LogLevel.valueOf(text.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            err.println(LEVEL + " is '" + text + "'; it must be error, warn, info, debug or trace. Warnings and errors are printed");
            return LogLevel.WARN;
        }
    }

    @Override
    public void stop(BundleContext context) {
        logs.close();
    }
}
