package org.obscura.camera.codec;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import com.sun.jna.Native;

/** Checks that a codec can be unloaded after use. */
public final class Unloading {
    private Unloading() {
    }

    /**
     * Loads a codec with its JNA as a bundle does, uses it, and waits until its class loader is collected. The thread of JNA that frees
     * memory ends half a minute after the last of it was given back.
     *
     * @param use encodes and stops; has the package of the codec
     * @param codec a class of the codec
     */
    public static void assertNothingIsLeft(Class<? extends Callable<?>> use, Class<?> codec) throws Exception {
        ReferenceQueue<ClassLoader> gone = new ReferenceQueue<>();
        Reference<ClassLoader> loader = useAndStop(use, codec, gone);
        assertTimeoutPreemptively(Duration.ofMinutes(5), () -> {
            Reference<?> found = null;
            while (found == null) {
                System.gc();
                found = gone.remove(500);
            }
        }, () -> "something holds the class loader " + loader);
    }

    private static Reference<ClassLoader> useAndStop(Class<?> use, Class<?> codec, ReferenceQueue<ClassLoader> queue) throws Exception {
        ClassLoader loader = new BundleLoader(use, codec);
        Class<?> loaded = loader.loadClass(use.getName());
        assertNotSame(use, loaded);
        assertNotNull(((Callable<?>) loaded.getConstructor().newInstance()).call());
        return new PhantomReference<>(loader, queue);
    }

    /** Loads the packages of the bundle itself, as a bundle does, and delegates all others. */
    private static final class BundleLoader extends URLClassLoader {
        private final String own;

        BundleLoader(Class<?> use, Class<?> codec) {
            super(Stream.of(use, codec, ObjectPool.class, TestImage.class, Native.class)
                    .map(type -> type.getProtectionDomain().getCodeSource().getLocation()).toArray(URL[]::new),
                    Unloading.class.getClassLoader());
            own = codec.getPackageName() + ".";
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (Stream.of(own, ObjectPool.class.getPackageName() + ".", Native.class.getPackageName() + ".").noneMatch(name::startsWith)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : findClass(name);
            }
        }
    }
}
