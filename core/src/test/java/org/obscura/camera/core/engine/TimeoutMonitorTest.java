package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

class TimeoutMonitorTest {
    private static final Duration OVER = Duration.ZERO;
    private static final Duration LONG = Duration.ofHours(1);

    private final List<String> expired = new ArrayList<>();
    private final TimeoutMonitor monitor = new TimeoutMonitor();

    @Test
    void expiresWhatIsOverAndKeepsTheRest() {
        monitor.start(OVER, () -> expired.add("over"));
        monitor.start(LONG, () -> expired.add("not yet"));
        monitor.check();
        monitor.check();
        assertEquals(List.of("over"), expired);
    }

    @Test
    void cancelledTimeoutDoesNotExpire() {
        monitor.start(OVER, () -> expired.add("cancelled")).cancel();
        monitor.check();
        assertEquals(List.of(), expired);
    }

    @Test
    void taskThatThrowsDoesNotAffectOthersAndRunsAgain() {
        monitor.start(OVER, () -> {
            expired.add("first");
            if (expired.size() == 1) {
                throw new OutOfMemoryError("for the test");
            }
        });
        monitor.check();
        monitor.start(OVER, () -> expired.add("other"));
        monitor.check();
        monitor.check();
        assertEquals(3, expired.size(), () -> expired.toString());
        assertTrue(expired.contains("other"));
    }

    @Test
    void threadSurvivesEveryErrorAndInterrupt() throws Exception {
        Thread thread = new Thread(monitor, "obscura-timeouts-test");
        thread.setDaemon(true);
        thread.start();
        try {
            CountDownLatch thrown = new CountDownLatch(2);
            monitor.start(OVER, () -> {
                thrown.countDown();
                throw new OutOfMemoryError("for the test");
            });
            assertTrue(thrown.await(EngineTestBase.PATIENCE_SECONDS, TimeUnit.SECONDS), "it is run again");
            thread.interrupt();
            CountDownLatch second = new CountDownLatch(1);
            monitor.start(OVER, second::countDown);
            assertTrue(second.await(EngineTestBase.PATIENCE_SECONDS, TimeUnit.SECONDS));
        } finally {
            monitor.close();
        }
        thread.join(TimeUnit.SECONDS.toMillis(EngineTestBase.PATIENCE_SECONDS));
        assertTrue(!thread.isAlive());
    }
}
