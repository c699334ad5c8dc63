package org.obscura.camera.trigger;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;

import org.osgi.service.log.Logger;

/** Loggers for tests. */
final class Logs {
    /** A logger that writes nothing. */
    static final Logger NONE = (Logger) Proxy.newProxyInstance(Logs.class.getClassLoader(), new Class<?>[] {Logger.class},
            (self, method, arguments) -> method.getReturnType() == boolean.class ? Boolean.FALSE : null);

    /** Returns a logger that adds its lines of WARN and ERROR to a list. */
    static Logger into(List<String> lines) {
        return (Logger) Proxy.newProxyInstance(Logs.class.getClassLoader(), new Class<?>[] {Logger.class}, (self, method, arguments) -> {
            if (List.of("warn", "error").contains(method.getName())) {
                Object[] values = arguments[1] instanceof Object[] all ? all : Arrays.copyOfRange(arguments, 1, arguments.length);
                lines.add(String.format(((String) arguments[0]).replace("%", "%%").replace("{}", "%s"), values));
            }
            return method.getReturnType() == boolean.class ? Boolean.FALSE : null;
        });
    }

    private Logs() {
    }
}
