package org.obscura.camera.core;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.obscura.camera.core.engine.EngineExecutors;
import org.obscura.camera.core.logging.EngineLog;

/**
 * Hands services of other bundles to the engine. What a service must be asked first, such as the formats of an encoder, is asked on a
 * thread of the engine: one that does not return is not used until it does, and keeps neither core nor the framework from starting.
 */
final class ServiceBinder {
    private static final int LIMIT_MILLIS = 1_000;

    private final EngineExecutors executors;
    private final EngineLog log;
    private final Set<Object> bound = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

    ServiceBinder(EngineExecutors executors, EngineLog log) {
        this.executors = executors;
        this.log = log;
    }

    /**
     * Adds a service, or takes over its changed properties. Returns once it is added, or after a second.
     *
     * @param description names the service in the log
     * @param add adds the service; may call it
     * @param remove removes it, if it was unregistered meanwhile
     */
    void bind(Object service, String description, Runnable add, Runnable remove) {
        bound.add(service);
        CountDownLatch done = new CountDownLatch(1);
        executors.executeBlocking("bind", () -> {
            try {
                add.run();
                if (!bound.contains(service)) {
                    remove.run();
                }
            } catch (RuntimeException | Error e) {
                log.warn("The {} is ignored: it failed when its properties were read", description, e);
            } finally {
                done.countDown();
            }
        });
        try {
            if (!done.await(LIMIT_MILLIS, TimeUnit.MILLISECONDS)) {
                log.warn("The {} does not return from being asked what it is; it is not used until it does", description);
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
