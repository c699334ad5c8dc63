package org.obscura.camera.codec;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Keeps objects that are costly to make, such as native memory and compressors, for the next image. One thread at a time uses an object.
 * They are not bound to threads: a thread of another bundle would keep this bundle in memory.
 */
public final class ObjectPool<T extends ObjectPool.Resource> implements AutoCloseable {
    private final Supplier<T> factory;
    private final String user;
    private final Deque<T> idle = new ArrayDeque<>();
    private final int maximumIdle = Runtime.getRuntime().availableProcessors();
    /** Read lock: an object is in use. Write lock: the pool closes. */
    private final ReadWriteLock use = new ReentrantReadWriteLock();
    private boolean closed;

    /** An object of a pool. */
    public interface Resource extends AutoCloseable {

        /** Frees what an idle object should not hold; called after each use. */
        default void trim() {
        }

        @Override
        void close();
    }

    /** Work with an object of the pool. */
    public interface Work<T, R> {
        R with(T resource) throws IOException;
    }

    /**
     * Creates an empty pool.
     *
     * @param factory makes an object
     * @param user the name of the user in messages, such as "the encoder of libwebp"
     */
    public ObjectPool(Supplier<T> factory, String user) {
        this.factory = factory;
        this.user = user;
    }

    /**
     * Runs work with an object. If the work throws, the object is closed and not used again: a library may have left it in any state.
     *
     * @throws IOException for every failure of the work, or if the pool is closed
     */
    public <R> R use(Work<T, R> work) throws IOException {
        use.readLock().lock();
        try {
            if (closed) {
                throw new IOException(user + " has stopped");
            }
            T resource = take();
            boolean usable = false;
            try {
                R result = work.with(resource);
                usable = true;
                return result;
            } finally {
                if (usable) {
                    giveBack(resource);
                } else {
                    resource.close();
                }
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
        return factory.get();
    }

    private void giveBack(T resource) {
        resource.trim();
        synchronized (idle) {
            if (idle.size() < maximumIdle) {
                idle.push(resource);
                return;
            }
        }
        resource.close();
    }

    /** Waits until no object is in use, then closes all. */
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
