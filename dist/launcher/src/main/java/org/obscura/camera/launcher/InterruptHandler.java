package org.obscura.camera.launcher;

import java.lang.reflect.Proxy;

/**
 * Makes Ctrl-C end the running command and not the JVM, so that it can clean up: a capture cancels its requests. There is no such
 * thing in the JDK's public API; {@code sun.misc.Signal} is in the module that the JDK keeps for this. Where it is missing, Ctrl-C ends
 * the JVM, which {@link ShutdownHook} does in good order.
 */
final class InterruptHandler {
    private InterruptHandler() {
    }

    static void deliverTo(Shell shell) {
        try {
            ClassLoader loader = ClassLoader.getPlatformClassLoader();
            Class<?> signal = Class.forName("sun.misc.Signal", true, loader);
            Class<?> handler = Class.forName("sun.misc.SignalHandler", true, loader);
            Object ours = Proxy.newProxyInstance(loader, new Class<?>[] {handler}, (proxy, method, arguments) -> {
                if (method.getDeclaringClass() == Object.class) {
                    return method.getName().equals("equals") ? proxy == arguments[0] : method.getName().equals("hashCode") ? 0 : "Ctrl-C";
                }
                if (!shell.interrupt()) {
                    // nothing to end: then it means the program; not on this thread, on which signals wait for each other
                    new Thread(() -> System.exit(Shell.INTERRUPTED), "obscura exit").start();
                }
                return null;
            });
            signal.getMethod("handle", signal, handler).invoke(null, signal.getConstructor(String.class).newInstance("INT"), ours);
        } catch (ReflectiveOperationException | RuntimeException e) {
            // as the type says: no handler, and the JVM does what it always does
            return;
        }
    }
}
