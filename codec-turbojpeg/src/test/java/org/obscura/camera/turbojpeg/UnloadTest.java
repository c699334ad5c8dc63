package org.obscura.camera.turbojpeg;

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

import org.junit.jupiter.api.Test;
import org.obscura.camera.spi.PixelFormat;

class UnloadTest {

    /** A thread of JNA remembers who was the first to use it, and ends half a minute after the last of its memory was given back. */
    @Test
    void stoppedEncoderLeavesNoClassLoader() throws Exception {
        ReferenceQueue<ClassLoader> gone = new ReferenceQueue<>();
        Reference<ClassLoader> loader = useAndStop(gone);
        assertTimeoutPreemptively(Duration.ofSeconds(90), () -> {
            Reference<?> found = null;
            while (found == null) {
                System.gc();
                found = gone.remove(500);
            }
        }, () -> "something holds the class loader " + loader);
    }

    private static Reference<ClassLoader> useAndStop(ReferenceQueue<ClassLoader> queue) throws Exception {
        ClassLoader loader = new BundleLoader(UnloadTest.class.getClassLoader());
        Class<?> use = loader.loadClass(Use.class.getName());
        assertNotSame(Use.class, use);
        assertNotNull(((Callable<?>) use.getConstructor().newInstance()).call());
        return new PhantomReference<>(loader, queue);
    }

    /** Encodes and stops; loaded by the class loader that is to go. */
    public static final class Use implements Callable<Object> {
        @Override
        public Object call() throws Exception {
            try (TurboJpegEncoder encoder = Installed.encoder()) {
                return encoder.encode(Picture.of(64, 64, PixelFormat.BGR24, 0, false), "jpeg", 90);
            }
        }
    }

    /** Loads this package anew, as a bundle does, and shares the rest. */
    private static final class BundleLoader extends URLClassLoader {
        BundleLoader(ClassLoader parent) {
            super(new URL[] {location(TurboJpegEncoder.class), location(UnloadTest.class)}, parent);
        }

        private static URL location(Class<?> type) {
            return type.getProtectionDomain().getCodeSource().getLocation();
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(TurboJpegEncoder.class.getPackageName() + ".")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : findClass(name);
            }
        }
    }
}
