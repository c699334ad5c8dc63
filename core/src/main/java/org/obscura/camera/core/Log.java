package org.obscura.camera.core;

import java.util.function.Supplier;

import org.osgi.service.log.Logger;

/** The OSGi Log service, which may come and go. Messages name the camera and the request; nothing is logged per frame. */
public final class Log {
    private final Supplier<Logger> logger;

    /** Logs to what the supplier has at the moment; null: nowhere. */
    public Log(Supplier<Logger> logger) {
        this.logger = logger;
    }

    public void debug(String format, Object... arguments) {
        Logger target = logger.get();
        if (target != null) {
            target.debug(format, arguments);
        }
    }

    public void info(String format, Object... arguments) {
        Logger target = logger.get();
        if (target != null) {
            target.info(format, arguments);
        }
    }

    public void warn(String format, Object... arguments) {
        Logger target = logger.get();
        if (target != null) {
            target.warn(format, arguments);
        }
    }

    public void error(String format, Object... arguments) {
        Logger target = logger.get();
        if (target != null) {
            target.error(format, arguments);
        }
    }
}
