package org.obscura.camera.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.obscura.camera.core.engine.EngineExecutors;
import org.obscura.camera.core.logging.EngineLog;

class ServiceBinderTest {
    private static final int LIMIT_SECONDS = Integer.getInteger("test.timeout", 300);

    private final EngineExecutors executors = new EngineExecutors(1, new EngineLog(name -> null));
    /** How long the next service may take. */
    private volatile Duration limit = Duration.ofSeconds(LIMIT_SECONDS);
    private final ServiceBinder binder = new ServiceBinder(executors, new EngineLog(name -> null), () -> limit);
    private final List<String> calls = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        executors.close();
    }

    @Test
    void bind_returnsOnceTheServiceIsAdded() {
        binder.bind("a", "a", () -> calls.add("add"), () -> calls.add("remove"));
        assertEquals(List.of("add"), calls);
        binder.unbind("a", () -> calls.add("remove"));
        assertEquals(List.of("add", "remove"), calls);
    }

    @Test
    void serviceThatThrows_harmsNobody() {
        binder.bind("a", "a", () -> {
            throw new NoClassDefFoundError("for the test");
        }, () -> calls.add("remove"));
        binder.bind("b", "b", () -> calls.add("add"), () -> calls.add("remove"));
        assertEquals(List.of("add"), calls);
    }

    @Test
    void serviceThatBlocks_holdsUpNobodyAndIsRemovedWhenItReturnsTooLate() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch removed = new CountDownLatch(2);
        bindBlocked(() -> {
            await(gate);
            calls.add("late");
        }, removed::countDown);
        assertEquals(List.of(), calls, "it returned although the service does not");
        binder.bind("b", "b", () -> calls.add("other"), () -> calls.add("remove"));
        assertEquals(List.of("other"), calls);
        binder.unbind("a", removed::countDown);
        gate.countDown();
        assertTrue(removed.await(LIMIT_SECONDS, TimeUnit.SECONDS), "what was added too late is removed");
    }

    @Test
    void latestPropertiesCount_whicheverCallReturnsLast() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        bindBlocked(() -> {
            await(gate);
            calls.add("old");
        }, () -> calls.add("remove"));
        binder.bind("a", "a", () -> {
            calls.add("new");
            if (calls.contains("old")) {
                end.countDown();
            }
        }, () -> calls.add("remove"));
        gate.countDown();
        assertTrue(end.await(LIMIT_SECONDS, TimeUnit.SECONDS), "the new ones again, after the old ones");
        assertEquals(List.of("new", "old", "new"), calls);
    }

    /** Binds a service that does not return in time. */
    private void bindBlocked(Runnable add, Runnable remove) {
        limit = Duration.ofMillis(1);
        binder.bind("a", "a", add, remove);
        limit = Duration.ofSeconds(LIMIT_SECONDS);
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
