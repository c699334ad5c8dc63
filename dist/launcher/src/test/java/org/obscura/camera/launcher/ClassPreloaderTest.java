package org.obscura.camera.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

class ClassPreloaderTest {
    private static boolean initialized;

    @Test
    void loadsWhatIsThereAndPassesOverWhatIsNot() {
        assertEquals(2, load("org.obscura.camera.launcher.CommandLine\nno.such.Type\n\njava.util.List"));
        assertEquals(0, ClassPreloader.load(null, getClass().getClassLoader()));
    }

    @Test
    void initializesNothing() {
        assertEquals(1, load("org.obscura.camera.launcher.ClassPreloaderTest$Noticed"));
        assertFalse(initialized);
    }

    private int load(String names) {
        return ClassPreloader.load(new ByteArrayInputStream(names.getBytes(StandardCharsets.UTF_8)), getClass().getClassLoader());
    }

    static final class Noticed {
        static {
            initialized = true;
        }
    }
}
