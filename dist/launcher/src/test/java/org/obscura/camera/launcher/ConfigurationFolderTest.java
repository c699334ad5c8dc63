package org.obscura.camera.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

class ConfigurationFolderTest {
    @TempDir
    private Path folder;
    private final Map<String, Map<String, Object>> configured = new TreeMap<>();
    private final List<String> warnings = new ArrayList<>();

    @Test
    void eachFileBecomesAConfiguration() throws IOException {
        write("org.obscura.camera-front.cfg", "# a comment\ncamera.id = front\ndirectory = \\\n  ./Bilder ü\n");
        write("org.obscura.camera.simulated~left.cfg", "id=left");
        write("org.obscura.camera.webcam.cfg", "ranking=5");
        folder(false).apply(admin());
        assertEquals(Map.of("camera.id", "front", "directory", "./Bilder ü"), configured.get("org.obscura.camera~front"));
        assertEquals(Map.of("id", "left"), configured.get("org.obscura.camera.simulated~left"));
        assertEquals(Map.of("ranking", "5"), configured.get("org.obscura.camera.webcam"));
        assertEquals(List.of(), warnings);
    }

    @Test
    void changesAreAppliedAndOnlyThey() throws IOException {
        ConfigurationFolder files = folder(false);
        Path file = write("org.obscura.camera-front.cfg", "format = png");
        write("org.obscura.camera-back.cfg", "format = png");
        files.apply(admin());
        configured.clear();
        write("org.obscura.camera-front.cfg", "format = jpeg");
        files.apply(admin());
        assertEquals(Map.of("org.obscura.camera~front", Map.of("format", "jpeg")), configured);
        Files.delete(file);
        files.apply(admin());
        assertEquals(Map.of(), configured);
    }

    @Test
    void aFileThatCannotBeReadNamesTheLine() throws IOException {
        Path latin = write("org.obscura.camera-front.cfg", "format = png\r\n# a comment\r\n");
        Files.write(latin, "directory = Bilder ü\n".getBytes(StandardCharsets.ISO_8859_1), StandardOpenOption.APPEND);
        Path escape = write("org.obscura.camera-rear.cfg", "name = C:\\\\users\ndirectory = C:\\users\n");
        folder(false).apply(admin());
        assertEquals(Map.of(), configured);
        assertEquals(Set.of(
                "The file " + latin
                        + " is not used: it cannot be read as UTF-8 text of the form key = value (line 3 is in another encoding)",
                "The file " + escape + " is not used: it cannot be read as UTF-8 text of the form key = value"
                        + " (in line 2 four hexadecimal digits must follow \\u; to write a backslash, double it)"),
                Set.copyOf(warnings));
    }

    @Test
    void aFileThatCannotBeReadAnyMoreStaysInForce() throws IOException {
        ConfigurationFolder files = folder(false);
        Path file = write("org.obscura.camera-front.cfg", "format = png");
        files.apply(admin());
        Files.write(file, "format = jpeg\ndirectory = Bilder ü\n".getBytes(StandardCharsets.ISO_8859_1));
        files.apply(admin());
        assertEquals(Map.of("org.obscura.camera~front", Map.of("format", "png")), configured);
        assertEquals(1, warnings.size(), warnings.toString());
        assertTrue(warnings.get(0).endsWith("; what it said before stays in force"), warnings.toString());
        write("org.obscura.camera-front.cfg", "format = jpeg");
        files.apply(admin());
        assertEquals(Map.of("org.obscura.camera~front", Map.of("format", "jpeg")), configured);
    }

    @Test
    void configurationOfOtherBundlesIsLeftAside() throws IOException {
        write("org.apache.felix.fileinstall-x.cfg", "felix.fileinstall.dir = /tmp/jars");
        write("org.obscura.camera-front.config", "a=b");
        write(".org.obscura.camera-front.cfg.swp", "");
        write("org.obscura.camera-front.cfg~", "");
        ConfigurationFolder files = folder(true);
        files.apply(admin());
        files.apply(admin());
        assertEquals(Map.of(), configured);
        assertEquals(2, warnings.size(), warnings.toString());
        assertTrue(warnings.stream().allMatch(line -> line.contains("is not used: its name must be that of a camera")),
                warnings.toString());
    }

    @Test
    void aFolderThatTheUserDidNotNameRunsNoProgram() throws IOException {
        write("org.obscura.camera.webcam.cfg", "driver=x.Y\njava=/tmp/script\nranking=5");
        folder(false).apply(admin());
        assertEquals(Map.of("ranking", "5"), configured.get("org.obscura.camera.webcam"));
        assertEquals(2, warnings.size(), warnings.toString());
        folder(true).apply(admin());
        assertEquals(Map.of("ranking", "5", "driver", "x.Y", "java", "/tmp/script"), configured.get("org.obscura.camera.webcam"));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no POSIX permissions")
    void aFileThatOthersCanWriteIsLeftAside() throws IOException {
        Path file = write("org.obscura.camera-front.cfg", "format = png");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        folder(false).apply(admin());
        assertEquals(Map.of(), configured);
        assertEquals(List.of("The configuration " + file + " is not used: it can be written by every user, and could run programs as you;"
                + " to use it all the same, name the folder with --conf"), warnings);
        warnings.clear();
        folder(true).apply(admin());
        assertEquals(1, configured.size());
        assertEquals(List.of("Every user can write the configuration " + file + ", which could run programs as you; it is used, since its"
                + " folder is named with --conf; chmod o-w " + file), warnings);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no POSIX permissions")
    void aFolderThatOthersCanWriteIsLeftAside() throws IOException {
        write("org.obscura.camera-front.cfg", "format = png");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        folder(false).apply(admin());
        assertEquals(Map.of(), configured);
        assertEquals(1, warnings.size(), warnings.toString());
    }

    @Test
    void aNamedFolderMustExist() throws IOException {
        ConfigurationFolder missing = new ConfigurationFolder(folder.resolve("none"), true, null, warnings::add);
        missing.apply(admin());
        assertEquals(List.of("There is no folder " + folder.resolve("none") + " with configuration"), warnings);
    }

    private ConfigurationFolder folder(boolean named) throws IOException {
        return new ConfigurationFolder(folder, named, new FolderOwnership(Files.getOwner(folder)), warnings::add);
    }

    private Path write(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
        if (!OS.WINDOWS.isCurrentOs()) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        }
        return file;
    }

    private ConfigurationAdmin admin() {
        return proxy(ConfigurationAdmin.class, (method, arguments) -> configuration(
                method.equals("getFactoryConfiguration") ? arguments[0] + "~" + arguments[1] : arguments[0].toString()));
    }

    private Configuration configuration(String pid) {
        return proxy(Configuration.class, (method, arguments) -> {
            if (method.equals("delete")) {
                configured.remove(pid);
            } else {
                Map<String, Object> values = new TreeMap<>();
                Dictionary<?, ?> given = arguments[0] instanceof Dictionary<?, ?> d ? d : new Hashtable<>();
                given.keys().asIterator().forEachRemaining(key -> values.put(key.toString(), given.get(key)));
                assertTrue(values.remove("felix.fileinstall.filename").toString().endsWith(".cfg"));
                configured.put(pid, values);
            }
            return null;
        });
    }

    /** Answers the calls of an interface. */
    interface Answers {
        Object to(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (self, method, arguments) -> answers.to(method.getName(), arguments)));
    }
}
