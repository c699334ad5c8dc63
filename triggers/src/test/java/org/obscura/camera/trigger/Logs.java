package org.obscura.camera.trigger;

import java.lang.reflect.Proxy;

import org.osgi.service.log.Logger;

/** Loggers for tests. */
final class Logs {
    /** A logger that writes nothing. */
    static final Logger NONE = (Logger) Proxy.newProxyInstance(Logs.class.getClassLoader(), new Class<?>[] {Logger.class},
            (self, method, arguments) -> method.getReturnType() == boolean.class ? Boolean.FALSE : null);

    private Logs() {
    }
}
