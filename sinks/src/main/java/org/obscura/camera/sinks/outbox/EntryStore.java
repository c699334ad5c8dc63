package org.obscura.camera.sinks.outbox;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;

import org.obscura.camera.ImageDelivery;
import org.obscura.camera.Resolution;
import org.obscura.camera.support.file.DurableFile;
import org.obscura.camera.support.file.FolderEntries;
import org.obscura.camera.support.file.PrivateFolders;

/**
 * The entries of one sink as files: {@code NUMBER.image} waits, {@code NUMBER.delivered} is acknowledged while its image is not deleted
 * yet. A file appears complete, by renaming, and every change is durable when its method returns.
 */
final class EntryStore {
    static final String WAITING = ".image";
    private static final String DELIVERED = ".delivered";
    private static final String UNREADABLE = ".unreadable";
    private static final String SETTINGS = "sink.properties";

    private final Path folder;

    /**
     * What was found.
     *
     * @param waiting in order
     * @param delivered acknowledged; their images may have to be deleted
     * @param unreadable files that hold no entry, renamed
     */
    record Found(List<Entry> waiting, List<Entry> delivered, List<String> unreadable) {
    }

    EntryStore(Path folder) throws IOException {
        this.folder = folder;
        if (!Files.isDirectory(folder)) {
            PrivateFolders.create(folder);
            FolderEntries.sync(folder.getParent());
        }
    }

    synchronized Found load() throws IOException {
        Found found = new Found(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.sorted().toList();
        }
        for (Path file : files) {
            String name = file.getFileName().toString();
            if (name.endsWith(DurableFile.TEMPORARY)) {
                Files.delete(file); // the process ended before the entry was complete
            } else if (name.endsWith(WAITING) || name.endsWith(DELIVERED)) {
                load(file, name, found);
            }
        }
        return found;
    }

    private void load(Path file, String name, Found found) throws IOException {
        try {
            (name.endsWith(WAITING) ? found.waiting : found.delivered)
                    .add(read(file, Long.parseLong(name.substring(0, name.indexOf('.')))));
        } catch (RuntimeException e) { // a disk that lies, or an operator's editor
            Files.move(file, folder.resolve(name + UNREADABLE), StandardCopyOption.REPLACE_EXISTING);
            found.unreadable.add(folder.resolve(name + UNREADABLE) + " (" + e + ")");
        }
    }

    private static Entry read(Path file, long number) throws IOException {
        Properties values = new Properties();
        values.load(new StringReader(Files.readString(file)));
        return new Entry(number, Instant.parse(value(values, "taken.over")), new ImageDelivery(value(values, "id"), value(values, "camera"),
                Integer.parseInt(value(values, "request")), value(values, "device"), Path.of(value(values, "path")),
                value(values, "format"), Resolution.parse(value(values, "resolution")), Instant.parse(value(values, "time")), 0),
                Boolean.parseBoolean(value(values, "delete")));
    }

    private static String value(Properties values, String key) {
        String value = values.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException("no " + key);
        }
        return value;
    }

    /** Makes an entry durable. */
    synchronized void write(Entry entry) throws IOException {
        Properties values = new Properties();
        values.setProperty("id", entry.image.id());
        values.setProperty("camera", entry.image.cameraId());
        values.setProperty("request", Integer.toString(entry.image.requestId()));
        values.setProperty("device", entry.image.deviceId());
        values.setProperty("path", entry.image.path().toString());
        values.setProperty("format", entry.image.format());
        values.setProperty("resolution", entry.image.resolution().toString());
        values.setProperty("time", entry.image.timestamp().toString());
        values.setProperty("taken.over", entry.takenOver.toString());
        values.setProperty("delete", Boolean.toString(entry.deletesImage()));
        write(name(entry) + WAITING, values);
    }

    /** Writes an entry again if it still waits. */
    synchronized void rewrite(Entry entry) throws IOException {
        if (Files.exists(folder.resolve(name(entry) + WAITING))) {
            write(entry);
        }
    }

    private void write(String name, Properties values) throws IOException {
        StringWriter text = new StringWriter();
        values.store(text, null);
        DurableFile.write(folder.resolve(name), text.toString());
    }

    /** Notes that the sink has acknowledged the image, which is to be deleted next. */
    synchronized void markDelivered(Entry entry) throws IOException {
        Files.move(folder.resolve(name(entry) + WAITING), folder.resolve(name(entry) + DELIVERED), StandardCopyOption.ATOMIC_MOVE);
        FolderEntries.sync(folder);
    }

    /** Removes an entry, whatever its state. */
    synchronized void delete(Entry entry) throws IOException {
        if (Files.deleteIfExists(folder.resolve(name(entry) + WAITING)) | Files.deleteIfExists(folder.resolve(name(entry) + DELIVERED))) {
            FolderEntries.sync(folder);
        }
    }

    /** Returns what was last known of the sink; empty if nothing was. */
    synchronized Properties settings() throws IOException {
        Properties values = new Properties();
        try {
            values.load(new StringReader(Files.readString(folder.resolve(SETTINGS))));
        } catch (NoSuchFileException | IllegalArgumentException e) {
            values.clear();
        }
        return values;
    }

    synchronized void writeSettings(Properties values) throws IOException {
        write(SETTINGS, values);
    }

    /** Removes the folder if it holds no entries. */
    synchronized void remove() throws IOException {
        Files.deleteIfExists(folder.resolve(SETTINGS));
        try (Stream<Path> left = Files.list(folder)) {
            if (left.findAny().isPresent()) {
                return; // unreadable ones, for the operator
            }
        }
        Files.delete(folder);
    }

    private static String name(Entry entry) {
        return String.format(Locale.ROOT, "%016d", entry.number);
    }
}
