package org.obscura.camera.core.retention;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.core.file.FileIdentity;

/** A file that a camera wrote. */
final class LedgerEntry {
    final String id;
    final FileIdentity file;
    /** The folder, a path below that of the ledger; "" for that itself. */
    final String folder;
    /** When it was written, in milliseconds since 1970. */
    final long writtenMillis;
    /** When it was written, by the clock that cannot be set; an estimate for one of another process. */
    final long writtenNanos;
    /** When this process read the entry, by the same clock. */
    final long knownNanos;
    /** Null while its process has not given it one. */
    @Nullable
    String name;

    LedgerEntry(String id, FileIdentity file, String folder, long writtenMillis, long writtenNanos, long knownNanos) {
        this.id = id;
        this.file = file;
        this.folder = folder;
        this.writtenMillis = writtenMillis;
        this.writtenNanos = writtenNanos;
        this.knownNanos = knownNanos;
    }

    /** Copies an entry without its name. */
    LedgerEntry(LedgerEntry other) {
        this(other.id, other.file, other.folder, other.writtenMillis, other.writtenNanos, other.knownNanos);
    }

    String path() {
        return folder.isEmpty() ? String.valueOf(name) : folder + "/" + name;
    }
}
