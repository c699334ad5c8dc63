package org.obscura.camera.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obscura.camera.CaptureOptions.ExistingFile;
import org.obscura.camera.spi.ImageFormat;

class FileNameSequenceTest {
    @TempDir
    Path path;
    private OpenFolder folder;

    @BeforeEach
    void open() throws IOException {
        folder = OpenFolder.open(path, null);
    }

    @AfterEach
    void close() throws IOException {
        folder.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "fa-IR", "hi-IN-u-nu-deva", "bn-BD", "mr-IN", "ne-NP", "my-MM", "tr-TR", "en-US"})
    void theDigitsOfANameAreTheSameInEveryLocale(String language) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(language));
        try {
            assertEquals("IMG_00000042.jpg", FileNameSequence.name(42, ImageFormat.JPEG));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void numberFollowsTheHighestInTheFolder() throws Exception {
        for (String name : List.of("IMG_00000041.PNG", "IMG_00000007.jpg", "IMG_abc.jpg", "img_00000900.jpg", "IMG_00000800")) {
            Files.createFile(path.resolve(name));
        }
        assertEquals(42, new FileNameSequence().next(folder));
    }

    @Test
    void aSmallFolderIsListedForEachName() throws Exception {
        AtomicLong now = new AtomicLong();
        FileNameSequence sequence = new FileNameSequence(now::get);
        assertEquals(1, sequence.next(folder));
        Files.createFile(path.resolve("IMG_00000100.jpg"));
        assertEquals(101, sequence.next(folder));
    }

    @Test
    void aLargeFolderIsListedAgainAfterAMultipleOfTheTimeThatListingTakes() throws Exception {
        for (int i = 1; i <= FileNameSequence.SMALL + 1; i++) {
            Files.createFile(path.resolve(FileNameSequence.name(i, ImageFormat.JPEG)));
        }
        long listing = 1000;
        AtomicLong now = new AtomicLong();
        FileNameSequence sequence = new FileNameSequence(() -> now.getAndAdd(listing));
        int next = FileNameSequence.SMALL + 2;
        assertEquals(next, sequence.next(folder));
        Files.createFile(path.resolve("IMG_00001000.jpg"));
        assertEquals(next + 1, sequence.next(folder), "a listing costs more than the name is worth");
        now.addAndGet(FileNameSequence.INTERVAL * listing);
        assertEquals(1001, sequence.next(folder));
    }

    @Test
    void numberIsNotUsedAgainAfterItsFileWasMovedAwayAndTheProcessEnded() throws Exception {
        assumeTrue(rememberable(), "this file system has no extended attributes");
        for (int i = 1; i <= 3; i++) {
            Path saved = new FileStore().write(List.of(ByteBuffer.wrap(new byte[1])), new Destination(path, null, ImageFormat.JPEG),
                    ExistingFile.OVERWRITE, false).commit();
            assertEquals(FileNameSequence.name(i, ImageFormat.JPEG), saved.getFileName().toString());
            Files.delete(saved);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-7", "no number", "2147483647", "99999999999999999999999999"})
    void aDamagedMemoryOfTheFolderIsIgnored(String text) throws Exception {
        assumeTrue(rememberable(), "this file system has no extended attributes");
        view().write(FileNameSequence.ATTRIBUTE, ByteBuffer.wrap(text.getBytes()));
        assertEquals(1, new FileNameSequence().next(folder));
    }

    @Test
    void numbersEndWithASentence() throws Exception {
        Files.createFile(path.resolve("IMG_" + FileNameSequence.HIGHEST + ".jpg"));
        String message = assertThrows(IOException.class, () -> new FileNameSequence().next(folder)).getMessage();
        assertTrue(message.contains("999999999"), message);
    }

    private boolean rememberable() {
        try {
            view().write("obscura.test", ByteBuffer.allocate(1));
            return true;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private UserDefinedFileAttributeView view() {
        return Files.getFileAttributeView(path, UserDefinedFileAttributeView.class);
    }
}
