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
 * Makes one tiny picture in memory while the framework still starts, so that the first real one does not wait for the JDK's image
 * classes and the tables of the metadata. Only what is the JDK's and our own is touched, no encoder of others.
 */
public final class WarmUp {
    private WarmUp() {
    }

    public static void run() {
        try {
            ByteBuffer picture = ImageIoEncoder.tiny();
            Object now = MetadataSchema.check(MetadataKeys.DATE_TIME_ORIGINAL, ZonedDateTime.now());
            MetadataWriter.write(picture, ImageFormat.JPEG.name(), Map.of(MetadataKeys.DATE_TIME_ORIGINAL, now), picture);
        } catch (IOException | RuntimeException | LinkageError e) {
            // a real picture will meet it too, and tell
            return;
        }
    }
}
