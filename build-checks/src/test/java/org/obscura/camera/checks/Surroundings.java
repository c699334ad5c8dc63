package org.obscura.camera.checks;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The application around the code of a page: methods that the page uses and leaves to its reader. */
public abstract class Surroundings {
    private static final int PATIENCE_SECONDS = Integer.getInteger("test.timeout", 300);

    private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();

    /** Receives the path of an image. */
    protected final void measure(Path image) {
        received.add(image);
    }

    /** Receives an image. */
    protected final void show(ByteBuffer jpeg) {
        received.add(jpeg);
    }

    /** Receives a failure. */
    protected final void report(Throwable failure) {
        received.add(failure);
    }

    /** Receives how many images were taken, and how many of them were late. */
    protected final void report(int taken, int late) {
        received.add(List.of(taken, late));
    }

    /** Waits for what the code of the page hands over next. */
    final Object next() throws InterruptedException {
        Object next = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("The code of the page handed nothing over within " + PATIENCE_SECONDS + " s");
        }
        return next;
    }
}
