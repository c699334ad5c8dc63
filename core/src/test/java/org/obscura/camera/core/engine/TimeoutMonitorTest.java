package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimeoutMonitorTest {
    private static final Duration OVER = Duration.ZERO;
    private static final Duration LONG = Duration.ofHours(1);

    private final Deque<Runnable> checks = new ArrayDeque<>();
    private final List<String> expired = new ArrayList<>();
    /** Its time is moved by hand. */
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(0) {
        @Override
        public ScheduledFuture<?> schedule(Runnable check, long delay, TimeUnit unit) {
            checks.add(check);
            return null;
        }
    };
    private final TimeoutMonitor monitor = new TimeoutMonitor(clock);

    @AfterEach
    void close() {
        clock.shutdownNow();
    }

    @Test
    void expiresWhatIsOverAndKeepsTheRest() {
        monitor.start(OVER, () -> expired.add("over"));
        monitor.start(LONG, () -> expired.add("not yet"));
        checks.remove().run();
        assertEquals(List.of("over"), expired);
        assertEquals(1, checks.size(), "it checks again for the one that is left");
    }

    @Test
    void expiresOnceAndThenDoesNotCheck() {
        monitor.start(OVER, () -> expired.add("over"));
        checks.remove().run();
        assertEquals(List.of("over"), expired);
        assertEquals(0, checks.size());
    }

    @Test
    void cancelledTimeoutDoesNotExpireAndIsNotCheckedFor() {
        monitor.start(OVER, () -> expired.add("cancelled")).cancel();
        checks.remove().run();
        assertEquals(List.of(), expired);
        assertEquals(0, checks.size());
    }

    @Test
    void manyTimeoutsNeedOneCheck() {
        for (int i = 0; i < 1000; i++) {
            monitor.start(LONG, () -> expired.add("not yet")).cancel();
        }
        assertEquals(1, checks.size());
    }

    @Test
    void timeoutStartedAfterTheLastCheckIsCheckedFor() {
        monitor.start(OVER, () -> expired.add("first"));
        checks.remove().run();
        monitor.start(OVER, () -> expired.add("second"));
        checks.remove().run();
        assertEquals(List.of("first", "second"), expired);
    }

    @Test
    void timeoutThatThrowsDoesNotAffectOthers() {
        monitor.start(OVER, () -> {
            throw new IllegalStateException("for the test");
        });
        Runnable first = checks.remove();
        monitor.start(LONG, () -> expired.add("other"));
        assertThrows(IllegalStateException.class, first::run);
        assertEquals(1, checks.size(), "the other is still checked for");
    }
}
