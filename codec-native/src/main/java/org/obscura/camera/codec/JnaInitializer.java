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
 * Initializes JNA from a thread of the JDK. JNA starts a thread that frees memory; it lives as long as JNA and keeps, by its access control
 * context, the class loaders of the code that used JNA first. If that were this bundle, the bundle could never be unloaded. The
 * initializing call therefore has no class of this bundle on its stack.
 */
final class JnaInitializer {
    /** Unpacking and loading the native part is slow on a cold, busy machine. */
    private static final int LIMIT_SECONDS = 60;
    private static final long ANY_SIZE = 16;

    private JnaInitializer() {
    }

    static void initialize() {
        try {
            MethodHandle constructor = MethodHandles.publicLookup().findConstructor(Memory.class,
                    MethodType.methodType(void.class, long.class));
            Runnable use = MethodHandleProxies.asInterfaceInstance(Runnable.class,
                    MethodHandles.insertArguments(constructor, 0, ANY_SIZE).asType(MethodType.methodType(void.class)));
            ForkJoinPool.commonPool().submit(use).get(LIMIT_SECONDS, TimeUnit.SECONDS);
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
            throw new IllegalStateException("Interrupted during the initialization of JNA", e);
        }
    }
}
