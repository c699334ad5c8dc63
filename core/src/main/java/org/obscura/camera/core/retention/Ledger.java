package org.obscura.camera.core.retention;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.core.file.FileIdentity;
import org.obscura.camera.core.file.SavedFiles;

/**
 * Which files a camera wrote below a folder, oldest first. It is a file in that folder, so it moves with it, and lasts as long. A file is
 * entered before it gets its name, and its name after; so a process may end at any moment, and the next one finds the name of the file by
 * its number, size and time. Appending is thread-safe, everything else is for one thread.
 */
final class Ledger {
    private static final int SPARE_LINES = 1000;

    private final LedgerFile file;
    private final SavedFiles files;
    private final Clocks clocks;
    private final boolean lasting;
    private final String process = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX) + "-"
            + Long.toString(System.nanoTime() & 0xffffff, Character.MAX_RADIX);
    private final AtomicLong number = new AtomicLong();
    private final Map<String, LedgerEntry> entries = new LinkedHashMap<>();
    private final Map<String, String> idByPath = new LinkedHashMap<>();
    private final Set<String> folders = new LinkedHashSet<>();
    private int lines;

    /** Opens the ledger of a folder, by its real path. */
    Ledger(Path base, String cameraId, Clocks clocks) {
        this.file = new LedgerFile(base, cameraId);
        this.files = new SavedFiles(base);
        this.clocks = clocks;
        this.lasting = files.hasLastingNumbers();
    }

    SavedFiles files() {
        return files;
    }

    // ---- appending, by any thread

    /**
     * Enters a file that has no name yet.
     *
     * @param created folders that were created for it
     * @return its id
     */
    String enter(FileIdentity identity, String folder, List<String> created, boolean sync) throws IOException {
        String id = process + "." + number.incrementAndGet();
        List<String> news = new ArrayList<>();
        created.forEach(each -> news.add("/ " + encoded(each)));
        news.add("+ " + id + " " + clocks.millis() + " " + identity.toText(lasting) + " " + encoded(folder));
        file.append(news, sync);
        return id;
    }

    /** Enters the name of a file. */
    void name(String id, String name, boolean sync) throws IOException {
        file.append(List.of(named(id, name)), sync);
    }

    /** Removes a file that got no name. */
    void forget(String id) throws IOException {
        file.append(List.of("- " + id), false);
    }

    private static String named(String id, String name) {
        return "= " + id + " " + encoded(name);
    }

    private static String encoded(String text) {
        return text.isEmpty() ? "." : URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return text.equals(".") ? "" : URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    // ---- reading and deleting, by one thread

    /** Takes over what was appended since the last call. */
    void read() throws IOException {
        LedgerFile.News news = file.read();
        Map<String, LedgerEntry> before = news.fromStart() ? new LinkedHashMap<>(entries) : Map.of();
        if (news.fromStart()) {
            entries.clear();
            idByPath.clear();
            folders.clear();
            lines = 0;
        }
        for (String line : news.lines()) {
            lines++;
            try {
                apply(line.split(" "), before);
            } catch (RuntimeException e) {
                continue; // damaged, or of a later version: the file stays
            }
        }
        if (news.fromStart()) {
            findNames();
        }
    }

    private void apply(String[] words, Map<String, LedgerEntry> before) {
        switch (words[0]) {
            case "+" -> add(words, before.get(words[1]));
            case "=" -> {
                LedgerEntry entry = entries.remove(words[1]);
                if (entry != null) {
                    entry.name = decoded(words[2]);
                    entries.put(entry.id, entry);
                    String former = idByPath.put(entry.path(), entry.id);
                    if (former != null && !former.equals(entry.id)) {
                        entries.remove(former); // overwritten
                    }
                }
            }
            case "-" -> remove(words[1]);
            case "/" -> folders.add(decoded(words[1]));
            case "\\" -> folders.remove(decoded(words[1]));
            default -> {
                return; // a comment
            }
        }
    }

    private void add(String[] words, @Nullable LedgerEntry before) {
        if (before != null) { // the file is read again
            entries.put(words[1], new LedgerEntry(before));
            return;
        }
        long millis = Long.parseLong(words[2]);
        long now = clocks.nanos();
        // a clock that was set does not change the age of what is known
        long age = TimeUnit.MILLISECONDS.toNanos(Math.max(0, clocks.millis() - millis));
        FileIdentity identity = FileIdentity.parse(words[3] + " " + words[4] + " " + words[5]);
        entries.put(words[1], new LedgerEntry(words[1], identity, decoded(words[6]), millis, now - age, now));
    }

    private void remove(String id) {
        LedgerEntry entry = entries.remove(id);
        if (entry != null && entry.name != null) {
            idByPath.remove(entry.path(), id);
        }
    }

    /** Finds the names of files whose process ended before it entered them. */
    private void findNames() throws IOException {
        for (LedgerEntry entry : List.copyOf(entries.values())) {
            if (entry.name == null && !entry.id.startsWith(process + ".")) {
                String name = files.nameOf(entry.folder, entry.file).orElse(null);
                if (name != null) {
                    String line = named(entry.id, name);
                    file.append(List.of(line), false);
                    apply(line.split(" "), Map.of());
                }
            }
        }
    }

    /** Returns the files with a name, oldest first. */
    List<LedgerEntry> named() {
        return entries.values().stream().filter(each -> each.name != null).toList();
    }

    /** Removes entries whose files do not exist any more. */
    void removeEntries(List<LedgerEntry> gone) throws IOException {
        if (!gone.isEmpty()) {
            file.append(gone.stream().map(each -> "- " + each.id).toList(), false);
            gone.forEach(each -> remove(each.id));
        }
    }

    /** Removes a folder, and those around it, if Obscura created it and it is empty. Returns how many were removed. */
    int removeEmptyFolders(String from) throws IOException {
        int removed = 0;
        for (String folder = from; folder != null && folders.contains(folder) && files.deleteEmptyFolder(folder); folder = parent(folder)) {
            file.append(List.of("\\ " + encoded(folder)), false);
            folders.remove(folder);
            removed++;
        }
        return removed;
    }

    private static @Nullable String parent(String folder) {
        int slash = folder.lastIndexOf('/');
        return slash < 0 ? null : folder.substring(0, slash);
    }

    /** Makes the file shorter once most of its lines are of files that were deleted. */
    void compact() throws IOException {
        int needed = 2 * entries.size() + folders.size();
        if (lines <= 2 * needed + SPARE_LINES) {
            return;
        }
        read(); // what this process appended, too
        List<String> all = new ArrayList<>();
        folders.forEach(each -> all.add("/ " + encoded(each)));
        for (LedgerEntry each : entries.values()) {
            all.add("+ " + each.id + " " + each.writtenMillis + " " + each.file.toText(true) + " " + encoded(each.folder));
            if (each.name != null) {
                all.add(named(each.id, each.name));
            }
        }
        if (file.replace(all)) {
            read();
        }
    }
}
