package org.obscura.camera.core.logging;

import java.util.function.Consumer;
import java.util.function.Supplier;

import org.osgi.service.log.Logger;

/** The OSGi Log service, which may come and go. Messages name the camera and the request; nothing is logged per frame. */
public final class EngineLog {
    private final Supplier<Logger> logger;

    /** Logs to what the supplier has at the moment; null: nowhere. */
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

    private void log(Consumer<Logger> line) {
        try {
            Logger target = logger.get();
            if (target != null) {
                line.accept(target);
            }
        } catch (RuntimeException | LinkageError e) {
            // the service may be stopping, and what is logged must not depend on it
        }
    }
}
