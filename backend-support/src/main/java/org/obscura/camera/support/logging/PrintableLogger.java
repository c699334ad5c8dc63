package org.obscura.camera.support.logging;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

import org.obscura.camera.support.text.Printable;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerConsumer;

/** Makes loggers that write only what is safe to print, see {@link Printable}. */
public final class PrintableLogger {
    private PrintableLogger() {
    }

    /** Returns a logger that passes on to another what is written, with texts and exceptions made safe; null for null. */
    public static Logger of(Logger target) {
        if (target == null) {
            return null;
        }
        return (Logger) Proxy.newProxyInstance(Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, arguments) -> {
            try {
                return method.invoke(target, arguments == null ? null : arguments(arguments));
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    /** Returns what is safe to log of the arguments of a message: exceptions stay exceptions, and what is not text keeps its type. */
    public static Object[] arguments(Object... arguments) {
        Object[] safe = new Object[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            safe[i] = argument(arguments[i]);
        }
        return safe;
    }

    private static Object argument(Object value) {
        if (value instanceof Object[] nested) {
            return arguments(nested);
        }
        if (value instanceof Throwable exception) {
            return PrintableException.of(exception);
        }
        if (value == null || value instanceof Number || value instanceof Boolean || value instanceof LoggerConsumer<?>) {
            return value;
        }
        return Printable.of(value);
    }
}
