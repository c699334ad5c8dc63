package org.obscura.camera.webcam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleStorageTest {
    @TempDir
    private Path folder;

    @Test
    void everyClassOfTheChildIsTakenAlong() throws Exception {
        try (Stream<Path> classes = Files.list(Path.of("target/classes/org/obscura/camera/webcam/child"))) {
            Set<String> names = classes.map(p -> p.getFileName().toString().replace(".class", "")).filter(n -> !n.equals("package-info"))
                    .collect(Collectors.toSet());
            assertEquals(names, Set.copyOf(BundleStorage.CLASSES));
        }
    }

    @Test
    void theClassPathIsOnDisk() throws Exception {
        for (String entry : new BundleStorage(folder.resolve("data"), folder.resolve("none")).classpath()) {
            assertTrue(Files.exists(Path.of(entry)), entry);
        }
    }

    @Test
    void whatAKilledJvmLeftIsRemovedAndNothingElse() throws Exception {
        Path memory = Files.createDirectories(folder.resolve("memory"));
        Path root = folder.resolve("data");
        BundleStorage killed = new BundleStorage(root, memory);
        Files.writeString(killed.newRun().resolve("library.so"), "left");
        Path frames = killed.newFrames(killed.newRun(), 100);
        Path other = new BundleStorage(folder.resolve("other"), memory).newFrames(folder, 100);
        new BundleStorage(root, memory);
        assertFalse(Files.exists(root.resolve("run")));
        assertFalse(Files.exists(frames));
        assertTrue(Files.exists(other));
    }

    @Test
    void framesAreForNobodyElse() throws Exception {
        Path memory = Files.createDirectories(folder.resolve("memory"));
        Path frames = new BundleStorage(folder.resolve("data"), memory).newFrames(folder, 10);
        assertEquals(memory, frames.getParent());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(frames)));
    }

    @Test
    void foldersAreForNobodyElse() throws Exception {
        Path root = folder.resolve("data");
        BundleStorage storage = new BundleStorage(root, folder.resolve("none"));
        storage.classpath();
        Path run = storage.newRun();
        try (Stream<Path> all = Files.walk(root)) {
            List<Path> folders = all.filter(Files::isDirectory).collect(Collectors.toList());
            assertTrue(folders.containsAll(List.of(root, root.resolve("lib"), run.getParent(), run)), folders::toString);
            for (Path each : folders) {
                assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(each)), each::toString);
            }
        }
    }

    @Test
    void framesAreInTheDataAreaWhereThereIsNoMemoryAsFiles() throws Exception {
        BundleStorage area = new BundleStorage(folder.resolve("data"), folder.resolve("none"));
        Path run = area.newRun();
        Path frames = area.newFrames(run, 3_000_000);
        assertEquals(run, frames.getParent());
        assertEquals(3_000_000, Files.size(frames));
        BundleStorage.delete(run);
        assertEquals(List.of(), Files.list(run.getParent()).collect(Collectors.toList()));
    }
}
