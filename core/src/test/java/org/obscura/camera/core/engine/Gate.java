package org.obscura.camera.core.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Where a call into third-party code stops until the test lets it go on. */
final class Gate {
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);

    static Gate shut() {
        return new Gate();
    }

    static Gate open() {
        Gate gate = new Gate();
        gate.letGo();
        return gate;
    }

    /** Called by third-party code: waits, whatever interrupts it. */
    void pass() {
        arrived.countDown();
        boolean interrupted = false;
        while (true) {
            try {
                opened.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until a call is at the gate, or has been. */
    void awaitArrival() throws InterruptedException {
        if (!arrived.await(EngineTestBase.PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("No call reached the gate within " + EngineTestBase.PATIENCE_SECONDS + " s");
        }
    }

    void letGo() {
        opened.countDown();
    }
}
