package org.obscura.camera.core.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.CaptureOptions.ExistingFile;

/**
 * Writes images in two steps: all bytes to a temporary file in the folder of the image, then the move to its name. A reader sees the whole
 * image or nothing. The folder stays open between the steps.
 */
public final class FileStore {
    private final boolean links;
    private final TemporaryFiles temporaries;
    private final WriteBuffers buffers = new WriteBuffers();
    private final RecentFolders<List<Object>, FileNameSequence> sequences = new RecentFolders<>();

    public FileStore() {
        this(true);
    }

    /** A store that makes no hard links if the argument is false, as on a file system that has none. */
    FileStore(boolean links) {
        this(links, new TemporaryFiles(ProcessIdentity.current(), System::nanoTime));
    }

    FileStore(boolean links, TemporaryFiles temporaries) {
        this.links = links;
        this.temporaries = temporaries;
    }

    /** Writes bytes, in parts that follow one another, to a temporary file at their destination. */
    public PendingFile write(List<ByteBuffer> parts, Destination destination, ExistingFile existing, boolean sync) throws FileException {
        OpenFolder folder = null;
        String temporary = temporaries.next();
        try {
            folder = OpenFolder.open(destination.folder(), destination.fence());
            try (FileChannel channel = create(folder, temporary, destination)) {
                temporaries.sweep(folder, temporary); // before the bytes: what is left over may fill the disk
                buffers.write(parts, channel);
                if (sync) {
                    channel.force(true);
                }
            }
            FileNameSequence sequence = destination.numbers() == null ? null
                    : sequences.computeIfAbsent(List.of(destination.folder(), destination.numbers().key()),
                            key -> new FileNameSequence());
            return new PendingFile(folder, temporary, temporaries, destination, sequence, existing, sync, links);
        } catch (IOException | RuntimeException e) {
            FileException described = FileException.of(e, destination.folder(), destination.name());
            abort(folder, temporary);
            throw described;
        } catch (Error e) { // above all an OutOfMemoryError: nothing may stay open or lie about
            abort(folder, temporary);
            throw e;
        }
    }

    private static FileChannel create(OpenFolder folder, String temporary, Destination destination) throws IOException {
        try {
            return folder.create(temporary);
        } catch (IOException e) {
            throw FileException.ofCreation(e, destination.folder(), destination.name());
        }
    }

    private void abort(@Nullable OpenFolder folder, String temporary) {
        if (folder != null) {
            temporaries.delete(folder, temporary);
            close(folder);
        }
    }

    TemporaryFiles temporaries() {
        return temporaries;
    }

    static void close(OpenFolder folder) {
        try {
            folder.close();
        } catch (IOException e) {
            // nothing was written through it that is not written
        }
    }
}
