package org.obscura.camera.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;

/**
 * Loads the classes of a start on a thread of its own, in the order in which a start needs them, so that the main thread finds them loaded
 * and verified. It initializes none of them, and nothing depends on it: a class that is not there, as in another JDK, is passed over.
 */
public final class ClassPreloader {
    /** The list in the runnable jar: a name of a class on each line. */
    public static final String RESOURCE = "bundles/classes";

    /** System property: false where the JVM has the classes in an archive, from which one thread takes them as fast. */
    private static final String ENABLED = "obscura.preload";

    private ClassPreloader() {
    }

    /** Begins to load the classes that the list of the runnable jar names. With a single processor it would only take time from others. */
    static void start(ClassLoader loader) {
        if (Boolean.parseBoolean(System.getProperty(ENABLED, "true")) && Runtime.getRuntime().availableProcessors() > 1) {
            Thread thread = new Thread(() -> load(loader.getResourceAsStream(RESOURCE), loader), "obscura-classes");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Loads the classes that a list names, and returns how many there were. */
    static int load(InputStream list, ClassLoader loader) {
        int loaded = 0;
        if (list == null) {
            return loaded;
        }
        try (BufferedReader names = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
            for (String name = names.readLine(); name != null; name = names.readLine()) {
                loaded += load(name, loader) ? 1 : 0;
            }
        } catch (IOException e) {
            return loaded; // the main thread loads the rest
        }
        return loaded;
    }

    private static boolean load(String name, ClassLoader loader) {
        try {
            Class<?> type = Class.forName(name, false, loader);
            // the question lets the JVM verify the class, which loading alone does not
            Constructor<?>[] unused = type.getDeclaredConstructors();
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
