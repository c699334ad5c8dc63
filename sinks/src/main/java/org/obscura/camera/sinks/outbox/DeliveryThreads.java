package org.obscura.camera.sinks.outbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.obscura.camera.DeliveryException;
import org.obscura.camera.ImageDelivery;
import org.obscura.camera.ImageSink;

/** The threads that deliver to a sink from its registration to its end. */
final class DeliveryThreads {
    private static final int END_SECONDS = 5;

    private final ImageSink sink;
    private final List<Thread> threads = new ArrayList<>();
    /** Those that are in a call of the sink, and may be interrupted; with the lane that they have reserved. */
    @GuardedBy("this")
    private final Map<Thread, Lanes.Lane> calling = new HashMap<>();
    @GuardedBy("this")
    private boolean ended;

    /**
     * Creates the threads, which are not started yet; none for a sink that cannot deliver.
     *
     * @param loop run by each of them; returns after {@link #end} has begun
     */
    DeliveryThreads(ImageSink sink, SinkInfo info, Consumer<DeliveryThreads> loop) {
        this.sink = sink;
        for (int i = 1; i <= info.parallel() && info.problem().isEmpty(); i++) {
            String name = "obscura-sink-" + info.name().toLowerCase(Locale.ROOT) + (info.parallel() == 1 ? "" : "-" + i);
            Thread thread = new Thread(null, () -> loop.accept(this), name, 0, false);
            thread.setDaemon(true);
            threads.add(thread);
        }
    }

    void start() {
        threads.forEach(Thread::start);
    }

    ImageSink sink() {
        return sink;
    }

    /**
     * Calls the sink. Behind it the thread is not interrupted, which would break what is being written.
     *
     * @param lane what the thread has reserved
     * @throws InterruptedException if the call is to end; also if it returned after {@link #end} had given it up, whatever its result
     */
    void call(ImageDelivery delivery, Lanes.Lane lane) throws DeliveryException, InterruptedException {
        synchronized (this) {
            if (ended) {
                throw new InterruptedException("the sink has been removed");
            }
            calling.put(Thread.currentThread(), lane);
        }
        boolean givenUp;
        try {
            sink.deliver(delivery);
        } finally {
            synchronized (this) {
                givenUp = calling.remove(Thread.currentThread()) == null;
                Thread.interrupted();
            }
        }
        if (givenUp) {
            throw new InterruptedException("the sink was removed, and returned too late");
        }
    }

    /** Interrupts running calls, and waits for the threads, but not for long. Returns the lanes of the calls that do not return. */
    List<Lanes.Lane> end() {
        synchronized (this) {
            ended = true;
            calling.keySet().forEach(Thread::interrupt);
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(END_SECONDS);
        try {
            for (Thread thread : threads) {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            List<Lanes.Lane> givenUp = List.copyOf(calling.values());
            calling.clear();
            return givenUp;
        }
    }
}
