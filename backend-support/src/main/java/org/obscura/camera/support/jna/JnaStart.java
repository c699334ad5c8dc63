package org.obscura.camera.support.jna;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.sun.jna.Memory;

/**
 * Starts JNA so that it does not keep the calling bundle in memory: the thread by which it frees memory lives as long as JNA, and
 * remembers, by its access control context, the class loaders on the stack of the first user of JNA. So a thread of the JDK does that.
 */
public final class JnaStart {
    /** A cold machine under load takes its time to unpack and load the native part. */
    private static final int PATIENCE_SECONDS = 60;
    private static final long ANY_SIZE = 16;

    private JnaStart() {
    }

    /**
     * Starts JNA if it is not started.
     *
     * @throws LinkageError if its native part cannot be loaded
     * @throws IllegalStateException if it does not work
     */
    public static void awayFromThisBundle() {
        try {
            MethodHandle constructor = MethodHandles.publicLookup().findConstructor(Memory.class,
                    MethodType.methodType(void.class, long.class));
            Runnable use = MethodHandleProxies.asInterfaceInstance(Runnable.class,
                    MethodHandles.insertArguments(constructor, 0, ANY_SIZE).asType(MethodType.methodType(void.class)));
            ForkJoinPool.commonPool().submit(use).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof LinkageError error) {
                    throw error;
                }
            }
            throw new IllegalStateException("JNA does not work: " + e.getCause(), e);
        } catch (ReflectiveOperationException | TimeoutException e) {
            throw new IllegalStateException("JNA does not work: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while JNA was started", e);
        }
    }
}
