package org.obscura.camera.core.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.CaptureOptions.ExistingFile;
import org.obscura.camera.core.file.NameClaim.Outcome;

/**
 * An image that is written under a temporary name. {@link #commit()} gives it its own name in one step, {@link #discard()} removes it; one
 * of them must be called.
 */
public final class PendingFile {
    /** As many numbers are tried one by one; of more, a free one is searched for. */
    private static final int FEW = 16;
    private static final int RESTORE_ATTEMPTS = 5;
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final OpenFolder folder;
    private final String temporary;
    private final TemporaryFiles temporaries;
    private final Destination destination;
    private final @Nullable FileNameSequence sequence;
    private final ExistingFile existing;
    private final boolean sync;
    private final NameClaim claim;
    /** The name that is tried, for messages; null if none is known. */
    private @Nullable String tried;

    PendingFile(OpenFolder folder, String temporary, TemporaryFiles temporaries, Destination destination,
            @Nullable FileNameSequence sequence, ExistingFile existing, boolean sync, boolean links) {
        this.folder = folder;
        this.temporary = temporary;
        this.temporaries = temporaries;
        this.destination = destination;
        this.sequence = sequence;
        this.existing = existing;
        this.sync = sync;
        this.tried = destination.name();
        this.claim = new NameClaim(folder, temporary, temporaries, links);
    }

    /** Returns the path that the file is to have; of a generated name, that of the folder. */
    public Path target() {
        return destination.name() == null ? folder.path() : folder.path().resolve(destination.name());
    }

    /** Returns the folder that the file is written in. */
    public Path folder() {
        return folder.path();
    }

    /** Returns by what the file is recognized, before and after it gets its name. */
    public FileIdentity identity() throws IOException {
        return FileIdentity.of(folder.attributes(temporary));
    }

    /** Moves the file to its name. The temporary file is removed in any case. */
    public Path commit() throws FileException {
        try {
            return folder.path().resolve(place());
        } catch (IOException | RuntimeException e) {
            FileException described = FileException.of(e, destination.folder(), tried);
            temporaries.delete(folder, temporary);
            throw described;
        } catch (Error e) {
            temporaries.delete(folder, temporary);
            throw e;
        } finally {
            FileStore.close(folder);
        }
    }

    /** Removes the file. */
    public void discard() {
        temporaries.delete(folder, temporary);
        FileStore.close(folder);
    }

    private String place() throws IOException {
        if (destination.numbers() != null && sequence != null) {
            return numbered(sequence, destination.numbers());
        }
        String name = Objects.requireNonNull(destination.name(), "without numbers there is a name");
        return switch (existing) {
            case OVERWRITE -> replace(name);
            case FAIL -> only(name);
            case RENAME -> renamed(name);
        };
    }

    private String numbered(FileNameSequence numbers, NumberedName names) throws IOException {
        while (true) {
            int number = numbers.next(folder, names);
            String name = names.with(number);
            tried = name;
            if (claim.claim(name) == Outcome.CLAIMED) {
                syncNew(name);
                LastNumbers.put(folder, names.key(), number);
                return name;
            }
        }
    }

    private String only(String name) throws IOException {
        Outcome outcome = claim.claim(name);
        while (outcome == Outcome.BUSY) { // for a moment, or until the mark of an ended process is too old
            LockSupport.parkNanos(RETRY_NANOS);
            if (Thread.currentThread().isInterrupted()) {
                throw new IOException("interrupted while another process claims the name");
            }
            outcome = claim.claim(name);
        }
        if (outcome == Outcome.EXISTS) {
            throw new FileAlreadyExistsException(folder.path().resolve(name).toString());
        }
        syncNew(name);
        return name;
    }

    private String renamed(String wanted) throws IOException {
        String name = wanted;
        for (int i = 1; claim.claim(name) != Outcome.CLAIMED; i++) {
            if (i > FEW) {
                i = free(wanted, i);
            }
            name = numbered(wanted, i);
            tried = name;
        }
        syncNew(name);
        return name;
    }

    private static String numbered(String name, int number) {
        int dot = name.lastIndexOf('.');
        return name.substring(0, dot) + "-" + number + name.substring(dot);
    }

    /** Returns a free number that follows one in use, by doubled steps and then by halves, without a look at each of thousands. */
    private int free(String name, int from) {
        if (!isUsed(name, from)) {
            return from;
        }
        int used = from;
        int step = 1;
        while (isUsed(name, used + step)) {
            used += step;
            step *= 2;
        }
        int free = used + step;
        while (free - used > 1) {
            int middle = used + (free - used) / 2;
            if (isUsed(name, middle)) {
                used = middle;
            } else {
                free = middle;
            }
        }
        return free;
    }

    private boolean isUsed(String name, int number) {
        return folder.exists(numbered(name, number));
    }

    /** Makes a new name durable; if that fails, the file is removed, since the request fails. */
    private void syncNew(String name) throws IOException {
        if (!sync) {
            return;
        }
        try {
            folder.sync();
        } catch (IOException | RuntimeException e) {
            temporaries.delete(folder, name);
            throw e;
        }
    }

    /** Replaces a file. The old one is kept until the new one is durable. */
    private String replace(String name) throws IOException {
        BasicFileAttributes old = attributes(name);
        if (old != null && old.isDirectory()) {
            throw new FileSystemException(folder.path().resolve(name).toString(), null, "it is a folder");
        }
        if (!sync) {
            folder.move(temporary, name);
            return name;
        }
        String kept = old == null ? null : keep(name, old);
        boolean moved = false;
        try {
            folder.move(temporary, name);
            moved = true;
            folder.sync();
        } catch (IOException | RuntimeException e) {
            if (kept != null) {
                restore(kept, name);
            } else if (moved) {
                temporaries.delete(folder, name);
            }
            throw e;
        }
        if (kept != null) {
            temporaries.delete(folder, kept);
        }
        return name;
    }

    private void restore(String kept, String name) throws IOException {
        for (int i = 1;; i++) {
            try {
                folder.move(kept, name);
                temporaries.delete(folder, kept); // it still exists if both were links to the same file
                return;
            } catch (IOException e) {
                if (i == RESTORE_ATTEMPTS) {
                    throw new IOException("the former file could not be restored and is now " + kept + ": " + e.getMessage(), e);
                }
            }
        }
    }

    private @Nullable BasicFileAttributes attributes(String name) throws IOException {
        try {
            return folder.attributes(name);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Gives an existing file a temporary name too, or copies it to one where there are no links. */
    private String keep(String name, BasicFileAttributes attributes) throws IOException {
        String kept = temporaries.next();
        try {
            if (folder.canLink()) {
                folder.link(name, kept);
                return kept;
            }
        } catch (UnsupportedOperationException | FileSystemException e) {
            // no links: as below
        }
        if (!attributes.isRegularFile()) {
            folder.move(name, kept);
            return kept;
        }
        try (FileChannel in = folder.read(name); FileChannel out = folder.create(kept)) {
            long size = in.size();
            for (long at = 0; at < size;) {
                at += in.transferTo(at, size - at, out);
            }
            return kept;
        } catch (IOException | RuntimeException e) {
            temporaries.delete(folder, kept);
            throw e;
        }
    }
}
