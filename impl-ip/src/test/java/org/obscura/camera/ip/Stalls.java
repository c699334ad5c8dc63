package org.obscura.camera.ip;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.LockSupport;

/** Measures how late this machine runs a thread, so that a test need not blame the code for it. */
final class Stalls implements AutoCloseable {
    private static final long STEP = 1_000_000;
    private static final int KEPT = 10_000;

    private final ConcurrentLinkedDeque<long[]> late = new ConcurrentLinkedDeque<>();
    private final Thread thread = new Thread(this::measure, "test stalls");
    private volatile boolean closed;

    Stalls() {
        thread.setDaemon(true);
        thread.start();
    }

    private void measure() {
        while (!closed) {
            long begin = System.nanoTime();
            LockSupport.parkNanos(STEP);
            long end = System.nanoTime();
            late.addLast(new long[] {end, end - begin - STEP});
            if (late.size() > KEPT) {
                late.removeFirst();
            }
        }
    }

    /** Returns the longest stall in milliseconds since then, and in the half second before; one that goes on when it has ended. */
    double longestSince(long nanos) {
        long now = System.nanoTime();
        for (long[] last = late.peekLast(); last == null || last[0] - now < 0; last = late.peekLast()) {
            LockSupport.parkNanos(STEP);
        }
        return late.stream().filter(s -> s[0] - nanos > -500_000_000).mapToLong(s -> s[1]).max().orElse(0) / 1e6;
    }

    @Override
    public void close() {
        closed = true;
    }
}
