package org.obscura.camera.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    private static final NumberedName GENERATED = NumberedName.generated(ImageFormat.JPEG);

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
            assertEquals("IMG_00000042.jpg", GENERATED.with(42));
            assertEquals("x-042.jpg", NumberedName.ofSeries("x.jpg", 7).with(42));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void numberFollowsTheHighestInTheFolder() throws Exception {
        for (String name : List.of("IMG_00000041.PNG", "IMG_00000007.jpg", "IMG_abc.jpg", "img_00000900.jpg", "IMG_00000800")) {
            Files.createFile(path.resolve(name));
        }
        assertEquals(42, new FileNameSequence().next(folder, GENERATED));
    }

    @Test
    void aFolderThatMayNotBeListedHasNumbersAllTheSame() throws Exception {
        FailingFolder unlisted = new FailingFolder(folder).fail("names", 1);
        FileNameSequence sequence = new FileNameSequence();
        assertEquals(List.of(1, 2), List.of(sequence.next(unlisted, GENERATED), sequence.next(unlisted, GENERATED)));
    }

    @Test
    void aSmallFolderIsListedForEachName() throws Exception {
        AtomicLong now = new AtomicLong();
        FileNameSequence sequence = new FileNameSequence(now::get);
        assertEquals(1, sequence.next(folder, GENERATED));
        Files.createFile(path.resolve("IMG_00000100.jpg"));
        assertEquals(101, sequence.next(folder, GENERATED));
    }

    @Test
    void aLargeFolderIsListedAgainAfterAMultipleOfTheTimeThatListingTakes() throws Exception {
        for (int i = 1; i <= FileNameSequence.SMALL + 1; i++) {
            Files.createFile(path.resolve(GENERATED.with(i)));
        }
        long listing = 1000;
        AtomicLong now = new AtomicLong();
        FileNameSequence sequence = new FileNameSequence(() -> now.getAndAdd(listing));
        int next = FileNameSequence.SMALL + 2;
        assertEquals(next, sequence.next(folder, GENERATED));
        Files.createFile(path.resolve("IMG_00001000.jpg"));
        assertEquals(next + 1, sequence.next(folder, GENERATED), "a listing costs more than the name is worth");
        now.addAndGet(FileNameSequence.INTERVAL * listing);
        assertEquals(1001, sequence.next(folder, GENERATED));
    }

    @Test
    void numberIsNotUsedAgainAfterItsFileWasMovedAwayAndTheProcessEnded() throws Exception {
        assumeTrue(rememberable(), "this file system has no extended attributes");
        for (int i = 1; i <= 3; i++) {
            Path saved = new FileStore().write(List.of(ByteBuffer.wrap(new byte[1])), new Destination(path, null, ImageFormat.JPEG),
                    ExistingFile.OVERWRITE, false).commit();
            assertEquals(GENERATED.with(i), saved.getFileName().toString());
            Files.delete(saved);
        }
    }

    @Test
    void numberIsNotUsedAgainWhereTheFileSystemHasNoAttributes() throws Exception {
        Path inside = Files.createDirectory(path.resolve("images"));
        try (FileSystem archive = FileSystems.newFileSystem(path.resolve("files.zip"), Map.of("create", "true"));
                OpenFolder real = OpenFolder.open(inside, null)) {
            OpenFolder bare = withPath(real, archive.getPath("/"));
            for (int i = 1; i <= 3; i++) {
                assertEquals(i, new FileNameSequence().next(bare, GENERATED));
                LastNumbers.put(bare, GENERATED.key(), i);
                LastNumbers.put(bare, "x-", 40 + i);
                assertEquals(40 + i, LastNumbers.get(bare, "x-"));
                assertEquals(List.of(LastNumbers.FILE), real.names(""));
            }
        }
        assertTrue(new SavedFiles(path.toRealPath()).deleteEmptyFolder("images"));
    }

    /** Returns a folder whose attributes are those of another file system. */
    private static OpenFolder withPath(OpenFolder folder, Path other) {
        return (OpenFolder) Proxy.newProxyInstance(OpenFolder.class.getClassLoader(), new Class<?>[] {OpenFolder.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "path" -> other;
                    default -> method.invoke(folder, arguments);
                });
    }

    @Test
    void folderWithMoreThanItsLastNumbersIsNotEmpty() throws Exception {
        Path inside = Files.createDirectory(path.resolve("images"));
        Files.createFile(inside.resolve(LastNumbers.FILE));
        Files.createFile(inside.resolve("other.txt"));
        assertFalse(new SavedFiles(path.toRealPath()).deleteEmptyFolder("images"));
        Files.delete(inside.resolve("other.txt"));
        assertTrue(new SavedFiles(path.toRealPath()).deleteEmptyFolder("images"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-7", "no number", "2147483647", "99999999999999999999999999"})
    void aDamagedMemoryOfTheFolderIsIgnored(String text) throws Exception {
        assumeTrue(rememberable(), "this file system has no extended attributes");
        view().write(LastNumbers.ATTRIBUTE, ByteBuffer.wrap(text.getBytes()));
        assertEquals(1, new FileNameSequence().next(folder, GENERATED));
    }

    @Test
    void numbersEndWithASentence() throws Exception {
        Files.createFile(path.resolve("IMG_999999999.jpg"));
        String message = assertThrows(IOException.class, () -> new FileNameSequence().next(folder, GENERATED)).getMessage();
        assertTrue(message.contains("999999999"), message);
    }

    private String writeSeries(String name, int count) throws IOException {
        Path saved = new FileStore().write(List.of(ByteBuffer.wrap(new byte[1])),
                new Destination(path, name, ImageFormat.JPEG).inSeries(count), ExistingFile.RENAME, false).commit();
        return saved.getFileName().toString();
    }

    @Test
    void namesOfASeriesSort() throws Exception {
        assertEquals("x-001.jpg", writeSeries("x.jpg", 100));
        assertEquals("x-002.jpg", writeSeries("x.jpg", 2));
        assertEquals("x-0003.JPG", writeSeries("x.JPG", 1000));
        assertEquals("a.b-001.jpg", writeSeries("a.b.jpg", 5));
        for (String other : List.of("x-7.jpg", "x-20261126.jpg", "x-y-900.jpg", "x-017.tar.gz", "xx-800.jpg")) {
            Files.createFile(path.resolve(other));
        }
        assertEquals("x-004.jpg", writeSeries("x.jpg", 9));
        Files.createFile(path.resolve("x-041.png"));
        assertEquals("x-042.jpg", writeSeries("x.jpg", 9));
    }

    @Test
    void numbersOfASeriesAreNotUsedAgainAfterItsFilesWereMovedAwayAndTheProcessEnded() throws Exception {
        assumeTrue(rememberable(), "this file system has no extended attributes");
        for (int i = 1; i <= 3; i++) {
            for (String name : List.of("x", "Bild \u00fc", "x y")) {
                assertEquals(name + "-00" + i + ".jpg", writeSeries(name + ".jpg", 3));
                Files.delete(path.resolve(name + "-00" + i + ".jpg"));
            }
            Path saved = new FileStore().write(List.of(ByteBuffer.wrap(new byte[1])), new Destination(path, null, ImageFormat.JPEG),
                    ExistingFile.OVERWRITE, false).commit();
            assertEquals(GENERATED.with(i), saved.getFileName().toString());
            Files.delete(saved);
        }
    }

    @Test
    void manySeriesDoNotPushOutTheNumberOfGeneratedNames() throws Exception {
        assumeTrue(rememberable(), "this file system has no extended attributes");
        LastNumbers.put(folder, NumberedName.GENERATED, 77);
        for (int i = 0; i < 1000; i++) {
            LastNumbers.put(folder, "part-" + i + "-", 12);
        }
        assertEquals(77, LastNumbers.get(folder, NumberedName.GENERATED));
        assertEquals(12, LastNumbers.get(folder, "part-999-"));
        assertEquals(12, LastNumbers.get(folder, "part-990-"));
        assertEquals(0, LastNumbers.get(folder, "part-1-"));
        assertTrue(view().size(LastNumbers.ATTRIBUTE) <= 1000);
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
