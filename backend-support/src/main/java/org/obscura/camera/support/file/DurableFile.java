package org.obscura.camera.support.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes small files that survive the end of the process and of the power. */
public final class DurableFile {
    /** The suffix of a file that is being written. One that a killed process left has no use. */
    public static final String TEMPORARY = ".tmp";

    private DurableFile() {
    }

    /**
     * Creates or replaces a file in one step: a reader sees the old content or the new.
     *
     * @param file the path of the file; its folder exists
     * @param text the content
     * @throws IOException if the file cannot be written; its old content stays
     */
    public static void write(Path file, String text) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + TEMPORARY);
        try (FileChannel out = FileChannel.open(temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        FolderEntries.sync(file.toAbsolutePath().getParent());
    }
}
