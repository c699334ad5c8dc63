package org.obscura.camera.launcher;

import java.time.Duration;

/**
 * Ends the running command and stops the framework when a signal ends the JVM, so that every request ends and no file stays half written.
 */
final class ShutdownHook implements AutoCloseable {
    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(5);

    private final Thread hook;

    /**
     * Installs the hook.
     *
     * @param stop stops the framework and deletes its storage
     */
    ShutdownHook(Shell shell, Runnable stop) {
        hook = new Thread(() -> end(shell, stop), "obscura-shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private static void end(Shell shell, Runnable stop) {
        try {
            if (shell.interrupt()) {
                shell.end(COMMAND_LIMIT); // so that the command can say what became of it
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stop.run();
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the JVM ends already, and the hook runs
            return;
        }
    }
}
