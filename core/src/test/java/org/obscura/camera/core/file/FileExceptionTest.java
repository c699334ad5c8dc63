package org.obscura.camera.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureOptions.ExistingFile;
import org.obscura.camera.spi.ImageFormat;

/** The message and the error for each cause. */
class FileExceptionTest {
    @TempDir
    Path folder;

    @Test
    void fullDiskNamesTheFolderAndNoFile() throws Exception {
        Files.createFile(folder.resolve("IMG_00000001.jpg"));
        for (String reason : new String[] {"No space left on device", "Disk quota exceeded", "There is not enough space on the disk"}) {
            for (String name : new String[] {"IMG_00000001.jpg", null}) {
                FileException e = FileException.of(new IOException(reason), folder, name);
                assertEquals(CaptureError.OUT_OF_SPACE, e.error());
                assertTrue(e.getMessage().contains(folder.toString()), e.getMessage());
                assertFalse(e.getMessage().contains("IMG_"), e.getMessage());
            }
        }
    }

    @Test
    void missingFolderSaysSo() {
        assertMessage("The folder " + folder.resolve("none") + " does not exist",
                FileException.of(new NoSuchFileException("x"), folder.resolve("none"), "x.jpg"));
    }

    @Test
    void linkToNothingSaysSo() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("none"));
        assertMessage("The folder " + link + " is a link to a folder that does not exist",
                FileException.of(new FileAlreadyExistsException(link.toString()), link, "x.jpg"));
    }

    @Test
    void fileInPlaceOfTheFolderSaysSo() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        assertMessage(file + " is not a folder", FileException.of(new FileSystemException("x"), file, "x.jpg"));
        assertMessage(folder + " is not a folder", FileException.of(new NotDirectoryException("x"), folder, "x.jpg"));
    }

    @Test
    void lostTemporaryFileIsNoMissingFolder() {
        assertMessage("Another program has removed the temporary file of an image in the folder " + folder,
                FileException.of(new NoSuchFileException("x"), folder, "x.jpg"));
    }

    @Test
    void fileThatCannotBeCreatedWasNotRemoved() {
        assertMessage(
                "Nothing can be created in the folder " + folder
                        + ": its file system creates nothing, or the folder was replaced meanwhile; choose another",
                FileException.ofCreation(new NoSuchFileException("x"), folder, "x.jpg"));
        assertMessage("The folder " + folder.resolve("none") + " does not exist",
                FileException.ofCreation(new NoSuchFileException("x"), folder.resolve("none"), "x.jpg"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void folderOfTheSystemThatMakesNoFilesSaysSo() throws Exception {
        Path proc = Path.of("/proc");
        FileException file = assertThrows(FileException.class, () -> new FileStore().write(List.of(ByteBuffer.allocate(1)),
                new Destination(proc, "x.jpg", ImageFormat.JPEG), ExistingFile.OVERWRITE, false));
        FileException inner = assertThrows(FileException.class, () -> ImageFolder.existing(proc.resolve("x")));
        for (FileException e : List.of(file, inner)) {
            assertTrue(e.getMessage().matches(".*(Nothing can be created|no permission to write) in the folder /proc.*"), e.getMessage());
        }
    }

    @Test
    void missingPermissionNamesTheFolder() {
        assertMessage("There is no permission to write in the folder " + folder,
                FileException.of(new AccessDeniedException("x"), folder, null));
    }

    @Test
    void existingFileNamesTheSetting() {
        FileException e = FileException.of(new FileAlreadyExistsException("x"), folder, "x.jpg");
        assertMessage("The file " + folder.resolve("x.jpg") + " exists already", e);
        assertTrue(e.getMessage().contains("existing=fail"));
        assertEquals("No file can be written in the folder " + folder + ": its name is used already",
                FileException.of(new FileAlreadyExistsException("x"), folder, null).getMessage());
    }

    @Test
    void otherCausesGiveTheReasonOfTheSystem() {
        assertMessage("The file " + folder.resolve("x.jpg") + " cannot be written: File name too long",
                FileException.of(new FileSystemException("x", null, "File name too long"), folder, "x.jpg"));
        assertMessage("No file can be written in the folder " + folder + ": Input/output error",
                FileException.of(new IOException("Input/output error"), folder, null));
        assertMessage("The file " + folder.resolve("x.jpg") + " cannot be written: java.lang.IllegalStateException: x",
                FileException.of(new IllegalStateException("x"), folder.resolve("x.jpg")));
    }

    @Test
    void describedCauseStaysAsItIs() {
        FileException e = new FileException(CaptureError.FORMAT, "x", null);
        assertSame(e, FileException.of(e, folder, "x.jpg"));
    }

    private static void assertMessage(String beginning, FileException e) {
        assertEquals(CaptureError.RESOURCE, e.error());
        assertTrue(e.getMessage().startsWith(beginning), e.getMessage());
    }
}
