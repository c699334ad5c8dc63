package org.obscura.camera.launcher;

import java.lang.reflect.Proxy;

/**
 * Makes Ctrl-C end the running command and not the JVM, so that it can clean up: a capture cancels its requests. The JDK has no public
 * API for this; {@code sun.misc.Signal} is in the module that the JDK keeps for it. Where it is missing, Ctrl-C ends the JVM, in good
 * order by {@link ShutdownHook}.
 */
final class InterruptHandler {
    private InterruptHandler() {
    }

    /**
     * Installs the handler.
     *
     * @param otherwise called when no command runs
     */
    static void install(Shell shell, Runnable otherwise) {
        try {
            ClassLoader loader = ClassLoader.getPlatformClassLoader();
            Class<?> signal = Class.forName("sun.misc.Signal", true, loader);
            Class<?> handler = Class.forName("sun.misc.SignalHandler", true, loader);
            Object ours = Proxy.newProxyInstance(loader, new Class<?>[] {handler}, (proxy, method, arguments) -> {
                if (method.getDeclaringClass() == Object.class) {
                    return method.getName().equals("equals") ? proxy == arguments[0] : method.getName().equals("hashCode") ? 0 : "Ctrl-C";
                }
                if (!shell.interrupt()) {
                    otherwise.run();
                }
                return null;
            });
            signal.getMethod("handle", signal, handler).invoke(null, signal.getConstructor(String.class).newInstance("INT"), ours);
        } catch (ReflectiveOperationException | RuntimeException e) {
            // no handler, and the JVM ends
            return;
        }
    }

    /** Ends the program; on a thread of its own, since signals wait for each other on theirs. */
    static void exit() {
        new Thread(() -> System.exit(Shell.INTERRUPTED), "obscura-exit").start();
    }
}
