package org.obscura.camera.itest.support;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for what no event announces. */
public final class Waiting {
    /** Set by the system property {@code test.timeout}; a loaded machine does not reach it. */
    static final int SECONDS = Integer.getInteger("test.timeout", 300);
    private static final int INTERVAL_MILLIS = 2;

    private Waiting() {
    }

    /** Returns the answer to a question as soon as it is not null. */
    public static <T> T await(String what, Callable<T> question) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (true) {
            T answer = question.call();
            if (answer != null) {
                return answer;
            }
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("There is no " + what + " after " + SECONDS + " s");
            }
            TimeUnit.MILLISECONDS.sleep(INTERVAL_MILLIS);
        }
    }
}
