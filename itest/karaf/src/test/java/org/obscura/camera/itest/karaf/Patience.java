package org.obscura.camera.itest.karaf;

import java.util.concurrent.TimeUnit;

/** How long a test waits for what must come: nothing is measured by it, and a loaded machine does not reach it. */
final class Patience {
    /** Set by the system property {@code test.timeout}. */
    static final int SECONDS = Integer.getInteger("test.timeout", 300);
    static final long MILLIS = TimeUnit.SECONDS.toMillis(SECONDS);

    private Patience() {
    }
}
