package org.obscura.camera.core.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.obscura.camera.CaptureOptions.ExistingFile;

/**
 * Writes pictures in two steps: all bytes to a temporary name in the folder where the picture will be, then the move to its name. A
 * temporary file that a killed process left is removed when the folder is next used.
 */
public final class FileStore {
    static final String PREFIX = ".obscura-";
    static final String SUFFIX = ".tmp";
    /** Younger files are left alone: their process may live where this one cannot see it, as in another container. */
    private static final Duration ABANDONED_AFTER = Duration.ofMinutes(10);

    private final boolean links;
    private final long process = ProcessHandle.current().pid();
    private final AtomicLong number = new AtomicLong(System.nanoTime());
    private final Set<Path> swept = ConcurrentHashMap.newKeySet();
    private final Map<Path, FileNameSequence> numberings = new ConcurrentHashMap<>();

    public FileStore() {
        this(true);
    }

    /** With false as on a file system that has no hard links. */
    FileStore(boolean links) {
        this.links = links;
    }

    /** Writes the bytes, in parts that follow one another, beside their destination. */
    public PendingFile write(List<ByteBuffer> parts, Destination destination, ExistingFile existing, boolean sync) throws FileException {
        Path folder = destination.folder();
        if (swept.add(folder)) {
            sweep(folder);
        }
        Path temporary = folder.resolve(PREFIX + process + "-" + Long.toHexString(number.incrementAndGet()) + SUFFIX);
        Path target = folder.resolve(destination.name() != null ? destination.name() : FileNameSequence.name(1, destination.format()));
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer[] rest = parts.stream().map(ByteBuffer::duplicate).toArray(ByteBuffer[]::new);
                while (rest[rest.length - 1].hasRemaining()) {
                    channel.write(rest);
                }
                if (sync) {
                    channel.force(true);
                }
            }
            FileNameSequence numbering = destination.name() != null ? null : numberings.computeIfAbsent(folder, FileNameSequence::new);
            return new PendingFile(temporary, target, destination.format(), numbering, existing, sync, links);
        } catch (IOException | RuntimeException e) {
            FileException problem = FileException.of(e, target);
            delete(temporary);
            throw problem;
        }
    }

    private static void sweep(Path folder) {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
            FileTime limit = FileTime.from(Instant.now().minus(ABANDONED_AFTER));
            for (Path file : left) {
                if (isOfDeadProcess(file) || Files.getLastModifiedTime(file).compareTo(limit) < 0) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | RuntimeException e) {
            // a folder that cannot be listed can still be written to
        }
    }

    private static boolean isOfDeadProcess(Path file) {
        String name = file.getFileName().toString();
        try {
            long process = Long.parseLong(name.substring(PREFIX.length(), name.indexOf('-', PREFIX.length())));
            return ProcessHandle.of(process).isEmpty();
        } catch (RuntimeException e) {
            return false;
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // the sweep of a later run finds it
        }
    }
}
