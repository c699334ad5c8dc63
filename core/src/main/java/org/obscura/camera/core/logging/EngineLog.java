package org.obscura.camera.core.logging;

import java.util.function.Consumer;
import java.util.function.Supplier;

import org.osgi.service.log.Logger;

/** Logs to the OSGi Log service, which may come and go. Messages name the camera and the request; nothing is logged per frame. */
public final class EngineLog {
    private final Supplier<Logger> logger;

    /** Creates a log that writes to what the supplier returns at that moment; null: nowhere. */
    public EngineLog(Supplier<Logger> logger) {
        this.logger = logger;
    }

    public void debug(String format, Object... arguments) {
        log(target -> {
            if (target.isDebugEnabled()) {
                target.debug(format, arguments);
            }
        });
    }

    public void info(String format, Object... arguments) {
        log(target -> target.info(format, arguments));
    }

    public void warn(String format, Object... arguments) {
        log(target -> target.warn(format, arguments));
    }

    public void error(String format, Object... arguments) {
        log(target -> target.error(format, arguments));
    }

    private void log(Consumer<Logger> message) {
        try {
            Logger target = logger.get();
            if (target != null) {
                message.accept(target);
            }
        } catch (RuntimeException | LinkageError e) {
            return; // the service may be stopping, and the caller must not depend on it
        }
    }
}
