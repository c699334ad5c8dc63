package org.obscura.camera.support.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.stream.Stream;

/** Makes the names in a folder durable, as far as the file system can. */
public final class FolderEntries {
    private FolderEntries() {
    }

    /**
     * Makes the names in a folder durable.
     *
     * @param folder the path of the folder
     * @throws IOException if the disk refuses it; not if the file system has no such thing
     */
    public static void sync(Path folder) throws IOException {
        if (System.getProperty("os.name", "").startsWith("Windows")) {
            return; // a folder cannot be opened there, and its entries are journalled
        }
        try (FileChannel open = FileChannel.open(folder, StandardOpenOption.READ)) {
            sync(open);
        }
    }

    /**
     * Makes the names in an open folder durable.
     *
     * @param folder the folder, open for reading
     * @throws IOException if the disk refuses it; not if the file system has no such thing
     */
    public static void sync(FileChannel folder) throws IOException {
        try {
            folder.force(true);
        } catch (IOException e) {
            if (!isNotSupported(e)) {
                throw e;
            }
        }
    }

    /** Returns whether a file system cannot do so for folders. */
    static boolean isNotSupported(IOException e) {
        String reason = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return Stream.of("invalid argument", "not supported", "not implemented").anyMatch(reason::contains);
    }
}
