package org.obscura.camera.core.engine;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.Resolution;
import org.obscura.camera.core.file.FileException;
import org.obscura.camera.core.file.PendingFile;
import org.obscura.camera.core.retention.TrackedImage;

/**
 * An encoded image before its completion: in memory ({@code bytes}), or in a file under a temporary name ({@code file}).
 *
 * @param afterSaving what follows when the file has its name, before the request ends
 * @param tracked the entry of the file in the ledger of its camera; null if it has none
 */
record ProcessedImage(@Nullable ByteBuffer bytes, @Nullable PendingFile file, Consumer<Path> afterSaving,
        @Nullable TrackedImage tracked, String format, Resolution resolution, Instant exposed, String deviceId,
        Map<String, Object> metadata, Map<String, Object> controls) {

    ProcessedImage withFile(PendingFile written, Consumer<Path> action, @Nullable TrackedImage entry) {
        return new ProcessedImage(null, written, action, entry, format, resolution, exposed, deviceId, metadata, controls);
    }

    /** Gives the file its name. Returns its path; null if the image is in memory. */
    @Nullable
    Path commit() throws FileException {
        if (file == null) {
            return null;
        }
        Path path = file.commit();
        if (tracked != null) {
            tracked.named(path);
        }
        afterSaving.accept(path);
        return path;
    }

    /** Removes the temporary file, if there is one. */
    void discard() {
        if (file != null) {
            file.discard();
        }
        ended();
    }

    /** Notes that the request has ended. */
    void ended() {
        if (tracked != null) {
            tracked.ended();
        }
    }
}
