package org.obscura.camera.support.stream;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Says when bytes arrived. The moment of reading is not enough: what waited in a buffer of the system while this machine was busy is older.
 * <p>
 * A read that had to wait returns what arrived at that moment. What comes without waiting arrived after the last such read; and, since the
 * buffer holds only so much, after the bytes before it had been taken out, which is the better limit for a source that never lets its
 * reader wait.
 */
final class ArrivalInputStream extends BlockInputStream {
    /** A read of bytes that have arrived takes a few microseconds. */
    private static final long WAITED = Duration.ofMillis(1).toNanos() / 2;
    private static final int STEP = 1 << 12;

    private final int buffer;
    private final Deque<Read> reads = new ArrayDeque<>();
    private long arrived = System.nanoTime();
    private long position;

    /** A read that began then and led to that position. */
    private record Read(long begin, long position) {
    }

    /** @param buffer the most bytes that the system holds back */
    ArrivalInputStream(InputStream in, int buffer) {
        super(in);
        this.buffer = buffer;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        long begin = System.nanoTime();
        int count = in.read(target, offset, length);
        long end = System.nanoTime();
        if (end - begin >= WAITED) {
            arrived = end;
        } else {
            Read room = room();
            if (room != null && room.begin() - arrived > 0) {
                arrived = room.begin();
            }
        }
        position += Math.max(0, count);
        if (reads.isEmpty() || position - reads.getLast().position() >= STEP) {
            reads.addLast(new Read(begin, position));
        }
        return count;
    }

    /** Returns the read that made room for the next byte; null if it never needed any. */
    private Read room() {
        Read last = null;
        while (!reads.isEmpty() && reads.getFirst().position() < position - buffer) {
            reads.removeFirst();
        }
        if (position > buffer && !reads.isEmpty()) {
            last = reads.getFirst();
        }
        return last;
    }

    /** Returns the earliest time at which what was read last can have arrived, in the time of {@link System#nanoTime()}. */
    long arrivedNanos() {
        return arrived;
    }
}
