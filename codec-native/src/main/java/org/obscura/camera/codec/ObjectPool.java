package org.obscura.camera.codec;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * What pictures are made with, such as memory and compressors: kept for the next picture, and each used by one thread at a time. Not
 * bound to threads: a thread of somebody else would keep this bundle in memory.
 */
public final class ObjectPool<T extends ObjectPool.Resource> implements AutoCloseable {
    private final Supplier<T> maker;
    private final String user;
    private final Deque<T> idle = new ArrayDeque<>();
    private final int mostIdle = Runtime.getRuntime().availableProcessors();
    /** Read: a picture is being made. Write: the pool goes. */
    private final ReadWriteLock use = new ReentrantReadWriteLock();
    private boolean closed;

    /** What is kept. */
    public interface Resource extends AutoCloseable {
        @Override
        void close();
    }

    /** What is done with it. */
    public interface Work<T, R> {
        R with(T tool) throws IOException;
    }

    /** A pool for whom messages call the user, such as "the encoder of libwebp". */
    public ObjectPool(Supplier<T> maker, String user) {
        this.maker = maker;
        this.user = user;
    }

    /**
     * Works with a tool.
     *
     * @throws IOException whatever goes wrong, or if the pool is closed
     */
    public <R> R use(Work<T, R> work) throws IOException {
        use.readLock().lock();
        try {
            if (closed) {
                throw new IOException(user + " has stopped");
            }
            T tool = take();
            try {
                return work.with(tool);
            } finally {
                give(tool);
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            use.readLock().unlock();
        }
    }

    private T take() {
        synchronized (idle) {
            if (!idle.isEmpty()) {
                return idle.pop();
            }
        }
        return maker.get();
    }

    private void give(T tool) {
        synchronized (idle) {
            if (idle.size() < mostIdle) {
                idle.push(tool);
                return;
            }
        }
        tool.close();
    }

    /** Waits for the pictures that are being made, then gives everything back. */
    @Override
    public void close() {
        use.writeLock().lock();
        try {
            closed = true;
            idle.forEach(Resource::close);
            idle.clear();
        } finally {
            use.writeLock().unlock();
        }
    }
}
