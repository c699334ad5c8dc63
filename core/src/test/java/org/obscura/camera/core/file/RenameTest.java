package org.obscura.camera.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.CaptureOptions.ExistingFile;
import org.obscura.camera.spi.ImageFormat;

/** The next free name, among few and among many. */
class RenameTest {
    @TempDir
    Path folder;
    private final FileStore files = new FileStore();

    private String write(String text) throws IOException {
        return files
                .write(List.of(ByteBuffer.wrap(text.getBytes())), new Destination(folder, "x.jpg", ImageFormat.JPEG), ExistingFile.RENAME,
                        false)
                .commit().getFileName().toString();
    }

    @Test
    void namesFollowOneAnotherHoweverManyThereAre() throws Exception {
        List<String> names = new ArrayList<>();
        List<String> expected = new ArrayList<>(List.of("x.jpg"));
        for (int i = 0; i <= 300; i++) {
            names.add(write("picture " + i));
            expected.add("x-" + (i + 1) + ".jpg");
        }
        assertEquals(expected.subList(0, 301), names);
        for (int i = 0; i <= 300; i++) {
            assertEquals("picture " + i, Files.readString(folder.resolve(names.get(i))));
        }
    }

    @Test
    void noFileBehindAGapIsTouched() throws Exception {
        for (int i = 0; i <= 40; i++) {
            write("before");
        }
        for (int i : new int[] {42, 44, 47, 60}) {
            Files.writeString(folder.resolve("x-" + i + ".jpg"), "of another");
        }
        for (int i = 0; i < 30; i++) {
            String name = write("after " + i);
            assertEquals("after " + i, Files.readString(folder.resolve(name)));
        }
        for (int i : new int[] {42, 44, 47, 60}) {
            assertEquals("of another", Files.readString(folder.resolve("x-" + i + ".jpg")));
        }
        try (var all = Files.list(folder)) {
            assertEquals(41 + 4 + 30, all.count());
        }
    }
}
