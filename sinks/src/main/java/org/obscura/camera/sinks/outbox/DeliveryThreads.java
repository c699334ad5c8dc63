package org.obscura.camera.sinks.outbox;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
    /** Those that are in a call of the sink, and may be interrupted. */
    @GuardedBy("this")
    private final Set<Thread> calling = new HashSet<>();
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

    /** Calls the sink. Behind it the thread is not interrupted, which would break what is being written. */
    void call(ImageDelivery delivery) throws DeliveryException, InterruptedException {
        synchronized (this) {
            if (ended) {
                throw new InterruptedException("the sink has been removed");
            }
            calling.add(Thread.currentThread());
        }
        try {
            sink.deliver(delivery);
        } finally {
            synchronized (this) {
                calling.remove(Thread.currentThread());
                Thread.interrupted();
            }
        }
    }

    /** Interrupts running calls, and waits for the threads, but not for long. */
    void end() {
        synchronized (this) {
            ended = true;
            calling.forEach(Thread::interrupt);
        }
        try {
            for (Thread thread : threads) {
                thread.join(TimeUnit.SECONDS.toMillis(END_SECONDS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
