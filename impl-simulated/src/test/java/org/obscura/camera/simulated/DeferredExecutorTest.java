package org.obscura.camera.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DeferredExecutorTest {
    private static final int PATIENCE_SECONDS = Integer.getInteger("test.timeout", 300);

    private static Thread threadOf(DeferredExecutor later) throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        later.after(Duration.ZERO, () -> thread.complete(Thread.currentThread()));
        return thread.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    @Tag("slow")
    void itsThreadGoesWhenNothingIsLeftToDoAndAnotherComesWhenThereIs() throws Exception {
        try (DeferredExecutor later = new DeferredExecutor()) {
            Thread first = threadOf(later);
            first.join(PATIENCE_SECONDS * 1_000);
            assertFalse(first.isAlive(), "the thread stays although there is nothing to do");
            assertNotEquals(first, threadOf(later));
        }
    }

    @Test
    @Tag("slow")
    void itsThreadStaysForWhatIsDueLongAfter() throws Exception {
        try (DeferredExecutor later = new DeferredExecutor()) {
            CountDownLatch done = new CountDownLatch(1);
            later.after(Duration.ofMillis(1_500), done::countDown);
            assertTrue(done.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
    }

    @Test
    void closedDoesNothingAnyMore() throws Exception {
        DeferredExecutor later = new DeferredExecutor();
        Thread thread = threadOf(later);
        CountDownLatch done = new CountDownLatch(1);
        later.after(Duration.ofHours(1), done::countDown);
        later.close();
        thread.join(PATIENCE_SECONDS * 1_000);
        assertFalse(thread.isAlive());
        later.after(Duration.ZERO, done::countDown).run();
        assertEquals(1, done.getCount());
    }
}
