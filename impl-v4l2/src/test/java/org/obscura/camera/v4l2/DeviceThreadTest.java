package org.obscura.camera.v4l2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

class DeviceThreadTest {
    private static final Duration PLENTY = Duration.ofMinutes(1);
    private static final int ROUNDS = 1_000;

    /** A camera is unplugged while a frame is awaited: work behind the last would use memory that the last has given back. */
    @Test
    void noWorkIsDoneBehindTheLast() throws Exception {
        AtomicInteger late = new AtomicInteger();
        for (int i = 0; i < ROUNDS; i++) {
            DeviceThread thread = new DeviceThread("video0");
            AtomicBoolean released = new AtomicBoolean();
            CountDownLatch begun = new CountDownLatch(1);
            Thread caller = new Thread(() -> {
                try {
                    while (true) {
                        thread.call(() -> released.get() ? late.incrementAndGet() : 0, PLENTY);
                        begun.countDown();
                    }
                } catch (RejectedExecutionException e) {
                    // the thread has ended
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            caller.start();
            begun.await();
            thread.end(() -> released.set(true));
            caller.join();
        }
        assertEquals(0, late.get(), "calls that ran behind the last");
    }

    @Test
    void systemWithoutThreads_leavesNoneToWaitFor() {
        DeviceThread thread = new DeviceThread((ThreadFactory) work -> {
            throw new OutOfMemoryError("unable to create native thread");
        });
        assertThrows(OutOfMemoryError.class, () -> thread.call(() -> 1, PLENTY));
        assertThrows(OutOfMemoryError.class, () -> thread.end(() -> {}));
        assertTrue(thread.awaitEnd(Duration.ZERO));
    }
}
