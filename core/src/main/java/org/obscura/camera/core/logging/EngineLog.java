package org.obscura.camera.core.logging;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.support.logging.PrintableLogger;
import org.osgi.service.log.Logger;

/**
 * Logs to the OSGi Log service, which may come and go. Messages name the camera and the request; nothing is logged per frame. How requests
 * and series end is written by a logger of its own, since a program that makes requests reports their ends itself.
 */
public final class EngineLog {
    /** The logger of all but the ends of requests. */
    public static final String NAME = "org.obscura.camera";
    /** The logger of failed requests, and of series that miss images. */
    public static final String REQUESTS = NAME + ".requests";

    /** How long the answer of the log service counts: it allocates 1.6 kB for it, and debugging is turned on by hand. */
    private static final Duration DEBUGGING = Duration.ofSeconds(1);

    private final Function<String, @Nullable Logger> loggers;
    private volatile boolean debugging;
    private volatile long checked = System.nanoTime() - DEBUGGING.toNanos();

    /** Creates a log that writes to the logger that the function returns for a name at that moment; null: nowhere. */
    public EngineLog(Function<String, @Nullable Logger> loggers) {
        this.loggers = loggers;
    }

    /** Logs that a request failed, or that a series misses images. */
    public void warnOfRequest(String format, @Nullable Object... arguments) {
        log(REQUESTS, target -> target.warn(format, PrintableLogger.arguments(arguments)));
    }

    public void debug(String format, @Nullable Object... arguments) {
        log(NAME, target -> {
            if (isDebugging(target)) {
                target.debug(format, PrintableLogger.arguments(arguments));
            }
        });
    }

    public void info(String format, @Nullable Object... arguments) {
        log(NAME, target -> target.info(format, PrintableLogger.arguments(arguments)));
    }

    public void warn(String format, @Nullable Object... arguments) {
        log(NAME, target -> target.warn(format, PrintableLogger.arguments(arguments)));
    }

    public void error(String format, @Nullable Object... arguments) {
        log(NAME, target -> target.error(format, PrintableLogger.arguments(arguments)));
    }

    private boolean isDebugging(Logger target) {
        long now = System.nanoTime();
        if (now - checked >= DEBUGGING.toNanos()) {
            debugging = target.isDebugEnabled();
            checked = now;
        }
        return debugging;
    }

    private void log(String name, Consumer<Logger> message) {
        try {
            Logger target = loggers.apply(name);
            if (target != null) {
                message.accept(target);
            }
        } catch (RuntimeException | LinkageError e) {
            return; // the service may be stopping, and the caller must not depend on it
        }
    }
}
