package org.obscura.camera.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.log.Logger;

import com.sun.jna.Function;

class SystemLibraryTest {
    private final List<String> lines = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void missingLibraryIsOneLineOfInformationThatNamesItAndItsPackage() {
        assertNull(open(folder.resolve("libpicture.so.0").toString(), SystemLibraryTest::works, log()));
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.get(0).startsWith("info [Pictures, libpicture, libpicture0, "), lines.get(0));
    }

    @Test
    void fileThatIsNoLibraryIsOneLineOfInformation() throws Exception {
        Path broken = Files.writeString(folder.resolve("libpicture.so.0"), "no library");
        assertNull(open(broken.toString(), SystemLibraryTest::works, log()));
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.get(0).startsWith("info"), lines.get(0));
    }

    @Test
    void libraryWithoutTheFunctionIsOneLineOfInformation() {
        assertNull(open("c", library -> library.function("picture_encode"), log()));
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.get(0).startsWith("info") && lines.get(0).contains("picture_encode"), lines.get(0));
    }

    @Test
    void libraryThatDoesNotWorkIsOneLineOfInformationAndClosed() {
        List<SystemLibrary> tried = new ArrayList<>();
        assertNull(open("c", library -> {
            tried.add(library);
            throw new IllegalStateException("it makes no pictures\nat all");
        }, log()));
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.get(0).endsWith("it makes no pictures]"), lines.get(0));
        assertThrows(UnsatisfiedLinkError.class, () -> tried.get(0).function("abs"));
    }

    @Test
    void nobodyNeedsToListen() {
        assertNull(open(folder.resolve("none").toString(), SystemLibraryTest::works, null));
    }

    @Test
    void theFirstNameThatIsThereIsUsedAndClosedForItsUserAlone() {
        Supplier<Function> opened = () -> SystemLibrary.open(List.of(folder.resolve("none").toString(), "c"),
                library -> library.function("abs"));
        Function one = opened.get();
        SystemLibrary.open(List.of("c"), library -> {
            library.function("abs");
            library.close();
            return true;
        });
        assertEquals(7, one.invokeInt(new Object[] {-7}));
    }

    private static Object works(SystemLibrary library) {
        return library;
    }

    private static Object open(String name, java.util.function.Function<SystemLibrary, Object> tried, Logger log) {
        return SystemLibrary.openIfThere(name, () -> List.of(), tried, new SystemLibrary.Task("Pictures", "libpicture", "libpicture0"),
                log);
    }

    private Logger log() {
        return (Logger) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, arguments) -> {
            Object values = arguments[arguments.length - 1];
            lines.add(method.getName() + " " + (values instanceof Object[] array ? Arrays.toString(array) : values));
            return null;
        });
    }
}
