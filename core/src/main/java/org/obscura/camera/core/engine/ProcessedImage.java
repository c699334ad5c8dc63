package org.obscura.camera.core.engine;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.Resolution;
import org.obscura.camera.core.file.PendingFile;

/** An encoded image before its completion: in memory ({@code bytes}), or in a file under a temporary name ({@code file}). */
record ProcessedImage(@Nullable ByteBuffer bytes, @Nullable PendingFile file, String format, Resolution resolution, Instant exposed,
        String deviceId, Map<String, Object> metadata, Map<String, Object> controls) {

    ProcessedImage withFile(PendingFile written) {
        return new ProcessedImage(null, written, format, resolution, exposed, deviceId, metadata, controls);
    }

    /** Removes the temporary file, if there is one. */
    void discard() {
        if (file != null) {
            file.discard();
        }
    }
}
