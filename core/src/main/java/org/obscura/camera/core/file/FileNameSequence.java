package org.obscura.camera.core.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * The numbers of names with one key in one folder: one more than the highest in the folder, whatever the suffix, and never one that was
 * used before, even if its file was moved away since, see {@link LastNumbers}. The folder is listed for each name, since other programs may
 * write to it; a large one less often, so that listing stays a small part of the work. A number is no reservation: a name that exists is
 * passed over when it is claimed.
 */
final class FileNameSequence {
    static final int SMALL = 32;
    /** A large folder is listed again after this many times the duration of the last listing. */
    static final int INTERVAL = 20;

    private final LongSupplier nanoTime;
    @GuardedBy("this")
    private int last;
    @GuardedBy("this")
    private int entries;
    @GuardedBy("this")
    private long listedAt;
    @GuardedBy("this")
    private long listingTook;

    FileNameSequence() {
        this(System::nanoTime);
    }

    FileNameSequence(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Returns the next number. */
    synchronized int next(OpenFolder folder, NumberedName name) throws IOException {
        long now = nanoTime.getAsLong();
        if (entries <= SMALL || now - listedAt > INTERVAL * listingTook) {
            int remembered = LastNumbers.get(folder, name.key());
            last = Math.max(last, Math.max(highest(folder, name), remembered > name.highest() ? 0 : remembered));
            listedAt = nanoTime.getAsLong();
            listingTook = listedAt - now;
        }
        if (last >= name.highest()) {
            throw new IOException("all numbers of the names that begin with " + name.before() + " are used, up to " + name.highest());
        }
        return ++last;
    }

    @GuardedBy("this")
    private int highest(OpenFolder folder, NumberedName name) throws IOException {
        int highest = 0;
        entries = 0;
        List<String> files;
        try {
            files = folder.names(name.start());
        } catch (AccessDeniedException e) {
            files = List.of(); // files may be created in it all the same
        }
        for (String file : files) {
            entries++;
            OptionalInt number = name.numberOf(file);
            highest = Math.max(highest, number.orElse(0));
        }
        return highest;
    }
}
