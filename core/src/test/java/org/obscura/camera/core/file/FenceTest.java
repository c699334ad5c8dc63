package org.obscura.camera.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureOptions.ExistingFile;
import org.obscura.camera.spi.ImageFormat;

/** A folder of allowed.directories that becomes a link while an image is written. */
class FenceTest {
    @TempDir
    Path base;
    private final FileStore files = new FileStore();
    private Path allowed;
    private Path outside;
    private Path folder;

    @BeforeEach
    void makeFolders() throws IOException {
        base = base.toRealPath();
        allowed = Files.createDirectory(base.resolve("allowed"));
        outside = Files.createDirectory(base.resolve("outside"));
        folder = Files.createDirectories(allowed.resolve("a/b"));
    }

    private PendingFile write(String name, ExistingFile existing) throws IOException {
        return files.write(List.of(ByteBuffer.wrap("image".getBytes())), new Destination(folder, allowed, name, ImageFormat.JPEG), existing,
                true);
    }

    private void replaceByLink(Path moved) throws IOException {
        Files.move(moved, moved.resolveSibling("moved"));
        Files.createSymbolicLink(moved, moved.equals(folder) ? outside : Files.createDirectories(outside.resolve("b")).getParent());
    }

    @ParameterizedTest
    @EnumSource(ExistingFile.class)
    void fileStaysInsideIfTheFolderIsReplacedAfterTheBytesAreWritten(ExistingFile existing) throws Exception {
        for (String name : new String[] {"x.jpg", null}) {
            PendingFile file = write(name, existing);
            replaceByLink(folder);
            file.commit();
            assertEquals(List.of(), names(outside));
            assertEquals(1, names(folder.resolveSibling("moved")).size());
            Files.delete(folder);
            Files.delete(folder.resolveSibling("moved").resolve(names(folder.resolveSibling("moved")).get(0)));
            Files.move(folder.resolveSibling("moved"), folder);
        }
    }

    @Test
    void discardedFileIsRemovedWhereItIs() throws Exception {
        PendingFile file = write("x.jpg", ExistingFile.OVERWRITE);
        replaceByLink(folder);
        file.discard();
        assertEquals(List.of(), names(outside));
        assertEquals(List.of(), names(folder.resolveSibling("moved")));
    }

    @Test
    void folderThatBecameALinkIsRefused() throws Exception {
        for (Path replaced : List.of(folder, folder.getParent())) {
            replaceByLink(replaced);
            FileException refused = assertThrows(FileException.class, () -> write("x.jpg", ExistingFile.OVERWRITE));
            assertEquals(CaptureError.RESOURCE, refused.error());
            assertTrue(refused.getMessage().contains("allowed.directories"), refused.getMessage());
            assertTrue(names(outside).stream().noneMatch(name -> name.contains("x")), names(outside)::toString);
            Files.delete(replaced);
            Files.move(replaced.resolveSibling("moved"), replaced);
        }
    }

    @Test
    void theAllowedDirectoryItselfCanBeUsed() throws Exception {
        folder = allowed;
        assertEquals(allowed.resolve("x.jpg"), write("x.jpg", ExistingFile.FAIL).commit());
        assertEquals(allowed.resolve("IMG_00000001.jpg"), write(null, ExistingFile.FAIL).commit());
    }

    @Test
    void withoutSupportOfTheSystemTheFenceIsCheckedBeforeEachStep() throws Exception {
        PathFolder open = new PathFolder(folder, allowed);
        open.create("x.tmp").close();
        replaceByLink(folder);
        for (org.junit.jupiter.api.function.Executable step : List.<org.junit.jupiter.api.function.Executable>of(
                () -> open.create("y.tmp"), () -> open.move("x.tmp", "x.jpg"), () -> open.delete("x.tmp"), () -> open.touch("x.tmp"))) {
            assertThrows(FileException.class, step);
        }
        assertFalse(open.canLink());
        assertEquals(List.of(), names(outside));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
