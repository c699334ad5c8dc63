package org.obscura.camera.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes bytes as safely as the engine does: all of them under another name first. */
final class Copy {
    private Copy() {
    }

    /** Copies to a new name. */
    static void write(Path file, ByteBuffer bytes) throws IOException {
        Path temporary = temporary(file, bytes);
        Files.createLink(file, temporary);
        Files.delete(temporary);
    }

    /** Copies to a name that may exist. */
    static void overwrite(Path file, ByteBuffer bytes) throws IOException {
        Files.move(temporary(file, bytes), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path temporary(Path file, ByteBuffer bytes) throws IOException {
        Path temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
        return temporary;
    }

    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
