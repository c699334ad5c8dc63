package org.obscura.camera.launcher;

import java.time.Duration;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;

/**
 * Ends the running command and stops the framework when the JVM is told to end by a signal, so that requests come to their end and no
 * file stays half written. The bnd launcher stops the framework only when the command has ended by itself.
 */
final class ShutdownHook implements AutoCloseable {
    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(5);
    private static final Duration FRAMEWORK_LIMIT = Duration.ofSeconds(20);

    private final Thread hook;

    ShutdownHook(Shell shell, Framework framework) {
        hook = new Thread(() -> end(shell, framework), "obscura end");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private static void end(Shell shell, Framework framework) {
        try {
            if (shell.interrupt()) {
                shell.end(COMMAND_LIMIT); // else the JVM might be gone before it is told what became of the command
            }
            if (framework.getState() != Bundle.ACTIVE) {
                return;
            }
            framework.stop();
            framework.waitForStop(FRAMEWORK_LIMIT.toMillis());
        } catch (BundleException e) {
            System.err.println("The framework did not stop: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the JVM is ending already, and the hook is at work
            return;
        }
    }
}
