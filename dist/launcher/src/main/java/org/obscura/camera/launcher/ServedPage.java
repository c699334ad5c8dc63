package org.obscura.camera.launcher;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;

/** The page that a command has opened. A program that ran this command alone serves it until Ctrl-C. */
final class ServedPage {
    private final PrintStream err;
    private final CountDownLatch interrupted = new CountDownLatch(1);

    ServedPage(PrintStream err) {
        this.err = err;
    }

    /** Waits until it is interrupted. */
    void serve() {
        err.println("Serving the page; Ctrl-C ends the program");
        try {
            interrupted.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the serving, now or when it begins. */
    void interrupt() {
        interrupted.countDown();
    }
}
