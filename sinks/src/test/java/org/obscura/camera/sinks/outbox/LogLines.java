package org.obscura.camera.sinks.outbox;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.osgi.service.log.Logger;

/** Keeps what is logged from INFO on. */
public final class LogLines {
    /** The lines, such as {@code warn: Sink a: ...}. */
    public final List<String> lines = new CopyOnWriteArrayList<>();

    /** Returns a logger that writes here. */
    public Logger logger() {
        return (Logger) Proxy.newProxyInstance(Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, arguments) -> {
            if (List.of("info", "warn", "error").contains(method.getName())) {
                Object[] values = arguments.length < 2 ? new Object[0]
                        : arguments[1] instanceof Object[] all ? all : java.util.Arrays.copyOfRange(arguments, 1, arguments.length);
                lines.add(method.getName() + ": " + String.format(((String) arguments[0]).replace("%", "%%").replace("{}", "%s"), values));
            }
            return null;
        });
    }
}
