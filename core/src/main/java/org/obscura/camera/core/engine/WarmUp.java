package org.obscura.camera.core.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.ZonedDateTime;
import java.util.Map;

import org.obscura.camera.MetadataKeys;
import org.obscura.camera.core.image.ImageIoEncoder;
import org.obscura.camera.core.metadata.MetadataSchema;
import org.obscura.camera.core.metadata.MetadataWriter;
import org.obscura.camera.spi.ImageFormat;

/**
 * Encodes one tiny image in memory while the framework starts, so that the first capture does not wait for the JDK's image classes and the
 * metadata tables. It uses only the JDK's encoder, none of other bundles.
 */
public final class WarmUp {
    private WarmUp() {
    }

    /** Encodes the image; a failure has no effect. */
    public static void run() {
        try {
            ByteBuffer image = ImageIoEncoder.tiny();
            Object now = MetadataSchema.check(MetadataKeys.DATE_TIME_ORIGINAL, ZonedDateTime.now());
            MetadataWriter.write(image, ImageFormat.JPEG.name(), Map.of(MetadataKeys.DATE_TIME_ORIGINAL, now), image);
        } catch (IOException | RuntimeException | LinkageError e) {
            return; // a capture meets the same problem, and reports it
        }
    }
}
