package org.obscura.camera.core.retention;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import org.obscura.camera.core.config.RetentionSettings;
import org.obscura.camera.core.file.SavedFiles.Found;

/** One pass over the images of a camera, oldest first, that deletes those beyond the limits. For one thread. */
final class Round {
    /** In place of the free bytes: the file system is smaller than what is to be free. */
    static final long UNREACHABLE = -2;

    private final Path base;
    private final Ledger ledger;
    private final RetentionSettings limits;
    private final Clocks clocks;
    private final Predicate<LedgerEntry> keeps;
    private final List<String> deleted = new ArrayList<>();
    private final Set<String> emptied = new LinkedHashSet<>();
    private long deletedBytes;
    private int kept;
    private int folders;

    /**
     * The outcome.
     *
     * @param deleted the paths of deleted images
     * @param folders how many empty folders were removed
     * @param images how many images there are
     * @param kept how many images are beyond a limit and must stay for now
     * @param free how many bytes of the file system are free; -1 if that does not matter, or {@link #UNREACHABLE}
     */
    record Outcome(List<String> deleted, long deletedBytes, int folders, int images, long bytes, int kept, long free) {
    }

    /**
     * Creates a round.
     *
     * @param keeps whether an image must stay for now
     */
    Round(Path base, Ledger ledger, RetentionSettings limits, Clocks clocks, Predicate<LedgerEntry> keeps) {
        this.base = base;
        this.ledger = ledger;
        this.limits = limits;
        this.clocks = clocks;
        this.keeps = keeps;
    }

    Outcome run() throws IOException {
        ledger.read();
        removeMissing();
        List<LedgerEntry> all = ledger.named();
        List<LedgerEntry> rest = new ArrayList<>();
        long bytes = all.stream().mapToLong(each -> each.file.size()).sum();
        int count = all.size();
        for (LedgerEntry entry : all) { // the oldest come first, so those that stay are the newest
            boolean exceeds = limits.count() > 0 && count > limits.count() || limits.bytes() > 0 && bytes > limits.bytes()
                    || !limits.age().isZero() && clocks.nanos() - entry.writtenNanos > limits.age().toNanos();
            count--;
            bytes -= entry.file.size();
            if (!exceeds || !delete(entry)) {
                rest.add(entry);
            }
        }
        long free = makeRoom(rest);
        for (String folder : emptied) {
            folders += ledger.removeEmptyFolders(folder);
        }
        ledger.compact();
        List<LedgerEntry> left = ledger.named();
        return new Outcome(List.copyOf(deleted), deletedBytes, folders, left.size(),
                left.stream().mapToLong(each -> each.file.size()).sum(),
                kept, free);
    }

    /** Removes the entries of files that others deleted, renamed or replaced, so that they do not count. */
    private void removeMissing() throws IOException {
        List<LedgerEntry> gone = new ArrayList<>();
        for (LedgerEntry entry : ledger.named()) {
            if (ledger.files().find(entry.folder, String.valueOf(entry.name), entry.file) != Found.SAME) {
                gone.add(entry);
            }
        }
        ledger.removeEntries(gone);
    }

    /** Deletes as many bytes as are missing, at most. Returns how many are free. */
    private long makeRoom(List<LedgerEntry> oldestFirst) throws IOException {
        if (limits.free() == 0) {
            return -1;
        }
        FileStore store = Files.getFileStore(base);
        if (store.getTotalSpace() > 0 && limits.free() > store.getTotalSpace()) {
            return UNREACHABLE; // a mistake, for which all images would be deleted
        }
        long free = store.getUsableSpace();
        long missing = limits.free() - free; // a snapshot or a second name may keep the space in use: then the next round goes on
        for (LedgerEntry entry : oldestFirst) {
            if (missing <= 0) {
                break;
            }
            if (delete(entry)) {
                missing -= entry.file.size();
            }
        }
        return store.getUsableSpace();
    }

    private boolean delete(LedgerEntry entry) throws IOException {
        if (keeps.test(entry)) {
            kept++;
            return false;
        }
        Found found = ledger.files().delete(entry.folder, String.valueOf(entry.name), entry.file);
        ledger.removeEntries(List.of(entry));
        if (found == Found.SAME) {
            deleted.add(base.resolve(entry.path()).toString());
            deletedBytes += entry.file.size();
        }
        if (!entry.folder.isEmpty()) {
            emptied.add(entry.folder);
        }
        return true;
    }
}
