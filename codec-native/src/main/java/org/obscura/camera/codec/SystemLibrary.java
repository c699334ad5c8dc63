package org.obscura.camera.codec;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;

import org.osgi.service.log.Logger;

/**
 * A library of the system, opened for one user. Its functions are called by name: JNA would hold a class with native methods, and the cost
 * of such a call is negligible beside the work on an image.
 */
public final class SystemLibrary implements AutoCloseable {
    /** JNA shares a library that is opened by the same name with equal options; closing it would close it for all. */
    private static final AtomicLong NUMBER = new AtomicLong();

    private final NativeLibrary library;

    private SystemLibrary(NativeLibrary library) {
        this.library = library;
    }

    /**
     * Opens the first of these libraries that exists.
     *
     * @param names names or paths, the most specific first
     * @param user creates the object that uses the library, after a trial; if it throws, the library is closed again
     * @throws UnsatisfiedLinkError if none exists, or it lacks a function
     */
    public static <T> T open(List<String> names, java.util.function.Function<SystemLibrary, T> user) {
        UnsatisfiedLinkError missing = new UnsatisfiedLinkError("no name of a library was given");
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
                return user.apply(library);
            } catch (UnsatisfiedLinkError | RuntimeException e) {
                library.close();
                throw e;
            }
        }
        throw missing;
    }

    /**
     * Opens a library, or returns null and logs one line: a missing or broken library is no error.
     *
     * @param configured a name or path from the configuration; blank: the usual ones
     * @param task the purpose of the library, with its name and its Debian package
     * @param log may be null
     */
    public static <T> T openIfThere(String configured, Supplier<List<String>> usual, java.util.function.Function<SystemLibrary, T> user,
            Task task, Logger log) {
        try {
            return open(configured.isBlank() ? usual.get() : List.of(configured.strip()), library -> {
                T opened = user.apply(library);
                if (log != null) {
                    log.debug("{} are encoded by {}", task.products(), library.path());
                }
                return opened;
            });
        } catch (RuntimeException | LinkageError e) {
            if (log != null) {
                log.info("{} are not encoded by {}; install it (Debian: {}) or set library: {}", task.products(), task.library(),
                        task.debianPackage(),
                        String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
            }
            return null;
        }
    }

    /** The purpose of a library, in the words of a message. */
    public record Task(String products, String library, String debianPackage) {
    }

    /**
     * Returns a function.
     *
     * @throws UnsatisfiedLinkError if the library has no function of this name
     */
    public Function function(String name) {
        return library.getFunction(name);
    }

    private String path() {
        return library.getFile() == null ? library.getName() : library.getFile().getPath();
    }

    /** Closes the library; none of its functions may be called afterwards. */
    @Override
    public void close() {
        library.close();
    }
}
