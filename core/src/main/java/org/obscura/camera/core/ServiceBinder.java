package org.obscura.camera.core;

import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.obscura.camera.core.engine.EngineExecutors;
import org.obscura.camera.core.logging.EngineLog;
import org.obscura.camera.support.config.Durations;

/**
 * Hands services of other bundles to the engine. What a service must be asked first, such as the formats of an encoder, is asked on a
 * thread of the engine: one that does not return is not used until it does, and keeps neither core nor the framework from starting.
 */
final class ServiceBinder {
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final EngineExecutors executors;
    private final EngineLog log;
    private final Supplier<Duration> limits;
    /** What adds each service with its latest properties. */
    private final Map<Object, Runnable> bound = Collections.synchronizedMap(new IdentityHashMap<>());

    ServiceBinder(EngineExecutors executors, EngineLog log) {
        this(executors, log, () -> LIMIT);
    }

    /** Creates one with another limit for each service. */
    ServiceBinder(EngineExecutors executors, EngineLog log, Supplier<Duration> limits) {
        this.executors = executors;
        this.log = log;
        this.limits = limits;
    }

    /**
     * Adds a service, or takes over its changed properties. Returns once it is added, or after a second. Of several changes the latest
     * counts, whichever of the calls returns last.
     *
     * @param description names the service in the log
     * @param add adds the service; may call it
     * @param remove removes it, if it was unregistered meanwhile
     */
    void bind(Object service, String description, Runnable add, Runnable remove) {
        bound.put(service, add);
        CountDownLatch added = new CountDownLatch(1);
        executors.executeBlocking("bind", () -> {
            try {
                Runnable done = null;
                for (Runnable latest = add; latest != null && latest != done; latest = bound.get(service)) {
                    latest.run();
                    done = latest;
                }
                if (!bound.containsKey(service)) {
                    remove.run();
                }
            } catch (Throwable e) { // code of others, which may throw what it does not declare
                log.warn("The {} is ignored: it failed when its properties were read", description, e);
            } finally {
                added.countDown();
            }
        });
        try {
            Duration limit = limits.get();
            if (!added.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("The {} has not returned its properties within {}; it is used once it has", description, Durations.format(limit));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Removes a service. */
    void unbind(Object service, Runnable remove) {
        bound.remove(service);
        remove.run();
    }
}
