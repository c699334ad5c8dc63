package org.obscura.camera.codec;

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
 * JNA has a thread that frees memory, which lives as long as JNA and remembers, by its access control context, the class loaders of
 * whoever used JNA first. Were it this bundle, it could never be unloaded. So JNA is used first by a thread of the JDK that has
 * nothing of this bundle on its stack.
 */
final class JnaInitializer {
    /** A cold machine with much to do takes its time to unpack and load the native part. */
    private static final int PATIENCE_SECONDS = 60;
    private static final long ANY_SIZE = 16;

    private JnaInitializer() {
    }

    static void startApart() {
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
