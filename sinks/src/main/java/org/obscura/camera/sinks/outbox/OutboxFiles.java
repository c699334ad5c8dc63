package org.obscura.camera.sinks.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

import org.osgi.service.log.Logger;

/** What one outbox changes on the disk: its entries, and images that are deleted once each sink has acknowledged them. */
final class OutboxFiles {
    private final String sink;
    private final EntryStore store;
    private final PendingImages pending;
    private final Logger log;
    /** Acknowledged before the process ended. */
    private List<Entry> leftToDelete = List.of();

    OutboxFiles(String sink, EntryStore store, PendingImages pending, Logger log) {
        this.sink = sink;
        this.store = store;
        this.pending = pending;
        this.log = log;
    }

    /** Reads what is left of the time before the process ended. Returns all entries, those that wait in order. */
    EntryStore.Found load() throws IOException {
        EntryStore.Found found = store.load();
        found.unreadable().forEach(file -> log.error("Sink {}: the entry {} cannot be read; its image is not delivered", sink, file));
        found.waiting().forEach(entry -> pending.add(store, entry));
        leftToDelete = new ArrayList<>(found.delivered());
        return found;
    }

    /** Deletes the images that were acknowledged before the process ended; once all outboxes are loaded. */
    void finishDeletions() {
        leftToDelete.forEach(this::deleteImage);
        leftToDelete = List.of();
    }

    void writeSettings(SinkInfo info) throws IOException {
        store.writeSettings(info.stored());
    }

    /** Makes an entry durable. */
    void write(Entry entry) throws IOException {
        store.write(entry);
        pending.add(store, entry);
    }

    /** Makes durable that the sink has acknowledged an image. */
    void acknowledge(Entry entry, boolean deletesImage) {
        try {
            if (deletesImage) {
                store.markDelivered(entry);
            } else {
                store.delete(entry);
            }
        } catch (IOException e) {
            log.error("Sink {}: {} was delivered, but its entry cannot be removed: it is delivered once more after a restart", sink,
                    entry.image.path(), e);
        }
    }

    /** Releases an image that was acknowledged: no delivery of this sink needs it any more. */
    void release(Entry entry, boolean deletesImage) {
        if (deletesImage) {
            deleteImage(entry);
        } else {
            pending.remove(store, entry);
        }
    }

    /** Deletes an image that each sink has acknowledged, unless another has given it up, and then the entry. */
    private void deleteImage(Entry entry) {
        boolean last = pending.remove(store, entry);
        try {
            if (last && entry.deletesImage()) {
                Files.deleteIfExists(entry.image.path());
            }
            store.delete(entry);
        } catch (IOException e) {
            log.warn("Sink {}: {} was delivered but cannot be deleted", sink, entry.image.path(), e);
        }
    }

    /** Removes an entry that is not delivered. Its image stays, whatever other sinks do. */
    void remove(Entry entry) {
        try {
            for (PendingImages.Place other : pending.of(entry.image.path())) {
                if (other.entry().deletesImage() && other.entry() != entry) {
                    other.entry().keepImage();
                    other.store().rewrite(other.entry());
                }
            }
            store.delete(entry);
        } catch (IOException e) {
            log.error("Sink {}: the entry of {} cannot be removed: it is delivered after a restart", sink, entry.image.path(), e);
        }
        pending.remove(store, entry);
    }

    /** Removes the folder of a closed outbox. */
    void removeFolder() {
        try {
            store.remove();
        } catch (IOException e) {
            log.warn("Sink {}: its folder cannot be removed", sink, e);
        }
    }
}
