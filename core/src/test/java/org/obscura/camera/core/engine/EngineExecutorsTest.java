package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.obscura.camera.core.logging.EngineLog;
import org.osgi.service.log.Logger;

/** The threads of the engine where the system has none: a control group allows no more, for example. */
class EngineExecutorsTest {
    private static final int PATIENCE_SECONDS = Integer.getInteger("test.timeout", 60);
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final CountDownLatch refused = new CountDownLatch(3);
    private volatile boolean starved = true;
    private final EngineExecutors executors = new EngineExecutors(1, new EngineLog(name -> logger()), Starved::new);

    @AfterEach
    void close() {
        executors.close();
    }

    private Logger logger() {
        return (Logger) Proxy.newProxyInstance(Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, arguments) -> {
            messages.add(method.getName() + ": " + arguments[0]);
            return null;
        });
    }

    private final class Starved extends Thread {
        Starved(Runnable task, String name) {
            super(task, name);
            setDaemon(true);
        }

        @Override
        public void start() {
            if (starved) {
                refused.countDown();
                throw new OutOfMemoryError("unable to create native thread");
            }
            super.start();
        }
    }

    @Test
    void tasksWaitForAThread() throws Exception {
        Set<String> run = new ConcurrentSkipListSet<>();
        CountDownLatch all = new CountDownLatch(3);
        executors.executeBlocking("role", () -> run("blocking", run, all));
        executors.completeResult(() -> run("result", run, all));
        executors.encode("front", () -> run("encode", run, all));
        assertTrue(refused.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
        assertEquals(Set.of(), run);
        starved = false;
        assertTrue(all.await(PATIENCE_SECONDS, TimeUnit.SECONDS), run::toString);
        assertEquals(Set.of("blocking", "result", "encode"), run);
        String starving = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertTrue(starving.startsWith("warn: The system has no thread") && starving.contains("ulimit -u"), starving);
        assertEquals("warn: The system has threads for the cameras again", messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void resultThatWaitsForAThreadIsCompletedAtTheEnd() throws Exception {
        Set<String> run = new ConcurrentSkipListSet<>();
        CountDownLatch result = new CountDownLatch(1);
        try (EngineExecutors ending = new EngineExecutors(1, new EngineLog(name -> logger()), Starved::new)) {
            ending.encode("front", () -> run("encode", run, result));
            ending.completeResult(() -> run("result", run, result));
        }
        assertEquals(Set.of("result"), run);
    }

    private static void run(String name, Set<String> run, CountDownLatch all) {
        run.add(name);
        all.countDown();
    }
}
