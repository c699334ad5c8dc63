package org.obscura.camera.codec;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;

import org.osgi.service.log.Logger;

/**
 * A library of the system, opened for one user. Its functions are called by name: a class with native methods would be held by JNA, and
 * a call costs nothing beside the work on a picture.
 */
public final class SystemLibrary implements AutoCloseable {
    /** JNA shares what it opened under a name with the same options, and closing would take it from the others too. */
    private static final AtomicLong NUMBER = new AtomicLong();

    private final NativeLibrary library;

    private SystemLibrary(NativeLibrary library) {
        this.library = library;
    }

    /**
     * Opens the first library of these names that there is.
     *
     * @param names names or paths, the surest place first
     * @param tried makes what uses the library, and tries whether it works; if it throws, the library is closed again
     * @throws UnsatisfiedLinkError if there is none, or it lacks a function
     */
    public static <T> T open(List<String> names, java.util.function.Function<SystemLibrary, T> tried) {
        JnaInitializer.startApart();
        UnsatisfiedLinkError missing = new UnsatisfiedLinkError("no name was given");
        for (String name : names) {
            SystemLibrary library;
            try {
                library = new SystemLibrary(
                        NativeLibrary.getInstance(name, Map.of(SystemLibrary.class.getName(), NUMBER.incrementAndGet())));
            } catch (UnsatisfiedLinkError e) {
                missing = e;
                continue;
            }
            try {
                return tried.apply(library);
            } catch (UnsatisfiedLinkError | RuntimeException e) {
                library.close();
                throw e;
            }
        }
        throw missing;
    }

    /**
     * The same, or null and a line in the log: that a library is missing or broken is no error.
     *
     * @param configured a name or path from the configuration; blank: the usual ones
     * @param task what the library is for, with its name and the Debian package that brings it
     * @param log may be null
     */
    public static <T> T openIfThere(String configured, Supplier<List<String>> usual, java.util.function.Function<SystemLibrary, T> tried,
            Task task,
            Logger log) {
        try {
            return open(configured.isBlank() ? usual.get() : List.of(configured.strip()), library -> {
                T works = tried.apply(library);
                if (log != null) {
                    log.debug("{} are made by {}", task.products(), library.path());
                }
                return works;
            });
        } catch (RuntimeException | LinkageError e) {
            if (log != null) {
                log.info("{} are not made by {}; install it (Debian: {}) or set library: {}", task.products(), task.library(),
                        task.debianPackage(),
                        String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
            }
            return null;
        }
    }

    /** What a library is for, as people call it. */
    public record Task(String products, String library, String debianPackage) {
    }

    /**
     * A function.
     *
     * @throws UnsatisfiedLinkError if the library has none of that name
     */
    public Function function(String name) {
        return library.getFunction(name);
    }

    private String path() {
        return library.getFile() == null ? library.getName() : library.getFile().getPath();
    }

    /** Lets go of the library; nothing may be called any more. */
    @Override
    public void close() {
        library.close();
    }
}
