package org.obscura.camera.core.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Names temporary files after the process that writes them, and removes those that were left behind. A file of a process that is known to
 * have ended is removed at once, a file of any other process once it is old: its process may run in another container or on another
 * machine.
 */
final class TemporaryFiles {
    private static final String PREFIX = ".obscura-";
    private static final String CLAIM = PREFIX + "claim-";
    private static final String SUFFIX = ".tmp";
    private static final Duration ABANDONED_AFTER = Duration.ofMinutes(10);
    private static final int ATTEMPTS = 5;
    private static final int MAXIMUM_UNDELETED = 1000;
    private static final int LONGEST_IDENTITY = 200;

    private final ProcessIdentity process;
    private final String prefix;
    private final LongSupplier nanoTime;
    private final AtomicLong number = new AtomicLong(System.nanoTime());
    private final RecentFolders<Path, Long> swept = new RecentFolders<>();
    private final Deque<Undeleted> undeleted = new ArrayDeque<>();

    /** A temporary file of this process that the system did not delete. */
    private record Undeleted(Path folder, String name) {
    }

    TemporaryFiles(ProcessIdentity process, LongSupplier nanoTime) {
        this.process = process;
        this.prefix = PREFIX + process + "-";
        this.nanoTime = nanoTime;
    }

    /** Returns a name that no other file has. */
    String next() {
        return prefix + Long.toHexString(number.incrementAndGet()) + SUFFIX;
    }

    /** Returns the name of the mark that reserves a file's name. */
    static String claim(String name) {
        return CLAIM + Integer.toHexString(name.hashCode()) + SUFFIX;
    }

    /** Returns what a mark of this process holds. */
    ByteBuffer identity() {
        return ByteBuffer.wrap(process.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Deletes a temporary file of this process; if the system fails to, later attempts follow. */
    void delete(OpenFolder folder, String name) {
        for (int i = 0; i < ATTEMPTS; i++) {
            try {
                folder.delete(name);
                return;
            } catch (NoSuchFileException e) {
                return;
            } catch (IOException | RuntimeException e) {
                continue;
            }
        }
        synchronized (undeleted) {
            undeleted.add(new Undeleted(folder.path(), name));
            if (undeleted.size() > MAXIMUM_UNDELETED) {
                undeleted.remove();
            }
        }
    }

    /**
     * Removes files that were left behind, at first use of a folder and then every ten minutes.
     *
     * @param own a temporary file that was just created: its time is the present by the clock of the file system
     */
    void sweep(OpenFolder folder, String own) {
        deleteUndeleted(folder);
        long now = nanoTime.getAsLong();
        Long before = swept.get(folder.path());
        if (before != null && now - before < ABANDONED_AFTER.toNanos()) {
            return;
        }
        swept.put(folder.path(), now);
        try {
            FileTime limit = FileTime.from(folder.attributes(own).lastModifiedTime().toInstant().minus(ABANDONED_AFTER));
            for (String name : folder.names(PREFIX)) {
                if (name.endsWith(SUFFIX) && !name.equals(own) && isLeft(folder, name, limit)) {
                    delete(folder, name);
                }
            }
        } catch (IOException | RuntimeException e) {
            // a folder that cannot be listed can still be written to
        }
    }

    private void deleteUndeleted(OpenFolder folder) {
        int count;
        synchronized (undeleted) {
            count = undeleted.size();
        }
        for (int i = 0; i < count; i++) {
            Undeleted file;
            synchronized (undeleted) {
                file = undeleted.poll();
                if (file != null && !file.folder.equals(folder.path())) {
                    undeleted.add(file);
                    continue;
                }
            }
            if (file != null) {
                delete(folder, file.name);
            }
        }
    }

    private boolean isLeft(OpenFolder folder, String name, FileTime limit) {
        try {
            Optional<ProcessIdentity> owner = name.startsWith(CLAIM) ? owner(folder, name) : ProcessIdentity.parse(
                    name.substring(PREFIX.length(), Math.max(PREFIX.length(), name.lastIndexOf('-'))));
            if (owner.isPresent() && owner.get().scope().equals(process.scope())) {
                return process.knowsAsEnded(owner.get());
            }
            return folder.attributes(name).lastModifiedTime().compareTo(limit) < 0;
        } catch (IOException e) {
            return false; // it has just been removed
        }
    }

    /** Returns whether a mark's process is known to have ended. */
    boolean isOfEndedProcess(OpenFolder folder, String mark) throws IOException {
        return owner(folder, mark).filter(process::knowsAsEnded).isPresent();
    }

    private static Optional<ProcessIdentity> owner(OpenFolder folder, String mark) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(LONGEST_IDENTITY);
        try (FileChannel in = folder.read(mark)) {
            while (in.read(text) > 0) {
                continue;
            }
        }
        return ProcessIdentity.parse(StandardCharsets.ISO_8859_1.decode(text.flip()).toString());
    }
}
