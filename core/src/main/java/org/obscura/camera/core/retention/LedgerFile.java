package org.obscura.camera.core.retention;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A file of lines that several processes append to. A line that was not written to its end, when the process or the machine stopped, is
 * left out. Thread-safe.
 */
final class LedgerFile {
    private static final String HEADER = "# Files written by Obscura; its retention deletes no other. Do not edit.";
    private static final int MAXIMUM_NAME = 100;

    private final Path path;
    private @Nullable Object key;
    private long readTo;

    LedgerFile(Path folder, String cameraId) {
        String name = URLEncoder.encode(cameraId, StandardCharsets.UTF_8).replace("*", "%2A");
        this.path = folder.resolve(".obscura-images-" + (name.length() <= MAXIMUM_NAME ? name
                : name.substring(0, MAXIMUM_NAME) + Integer.toHexString(cameraId.hashCode())));
    }

    /** Appends lines in one step. */
    @SuppressWarnings("try") // the lock is held, not used
    synchronized void append(List<String> lines, boolean sync) throws IOException {
        while (true) {
            Object before = keyOf(path);
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                    FileLock lock = lock(channel)) {
                if (!Objects.equals(before, keyOf(path))) {
                    continue; // new, or replaced by a shorter one
                }
                long end = channel.size();
                StringBuilder text = new StringBuilder(end == 0 ? HEADER + "\n" : endsLine(channel, end) ? "" : "\n");
                lines.forEach(line -> text.append(line).append('\n'));
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.toString());
                for (long at = end; bytes.hasRemaining();) {
                    at += channel.write(bytes, at);
                }
                if (sync) {
                    channel.force(true);
                }
                return;
            }
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) {
        try {
            return channel.lock();
        } catch (IOException | RuntimeException e) {
            return null; // a file system without locks, or another framework in this process
        }
    }

    private static @Nullable Object keyOf(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private static boolean endsLine(FileChannel channel, long end) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        channel.read(last, end - 1);
        return last.get(0) == '\n';
    }

    /** What was appended since the last call. */
    record News(boolean fromStart, List<String> lines) {
    }

    /** Reads what was appended since the last call, or everything if the file is another one. */
    synchronized News read() throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            Object now = Objects.requireNonNullElse(keyOf(path), path);
            boolean fromStart = !now.equals(key) || channel.size() < readTo;
            if (fromStart) {
                key = now;
                readTo = 0;
            }
            List<String> lines = new ArrayList<>();
            readTo += readLines(channel, readTo, lines);
            return new News(fromStart, lines);
        } catch (NoSuchFileException e) {
            boolean wasThere = key != null;
            key = null;
            readTo = 0;
            return new News(wasThere, List.of());
        }
    }

    /** Adds the whole lines from a position on; returns how many bytes they have. */
    private static long readLines(FileChannel channel, long from, List<String> lines) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(Math.max(0, channel.size() - from)));
        while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) > 0) {
            continue;
        }
        int end = bytes.position();
        while (end > 0 && bytes.get(end - 1) != '\n') {
            end--;
        }
        StandardCharsets.UTF_8.decode(bytes.flip().limit(end)).toString().lines().forEach(lines::add);
        return end;
    }

    /** Replaces all lines in one step, unless lines were appended that have not been read. Returns whether it did. */
    @SuppressWarnings("try") // the lock is held, not used
    synchronized boolean replace(List<String> lines) throws IOException {
        Path shorter = path.resolveSibling(path.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = lock(channel)) {
            if (!Objects.requireNonNullElse(keyOf(path), path).equals(key) || channel.size() != readTo) {
                return false;
            }
            List<String> all = new ArrayList<>(List.of(HEADER));
            all.addAll(lines);
            Files.write(shorter, all);
            try (FileChannel written = FileChannel.open(shorter, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            Files.move(shorter, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            key = null;
            return true;
        } catch (AtomicMoveNotSupportedException e) {
            Files.deleteIfExists(shorter);
            return false;
        }
    }
}
