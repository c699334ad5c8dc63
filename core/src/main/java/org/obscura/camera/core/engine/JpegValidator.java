package org.obscura.camera.core.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.Resolution;
import org.obscura.camera.core.metadata.jpeg.JpegCompleteness;
import org.obscura.camera.core.metadata.jpeg.JpegSegments;

/**
 * Checks the structure of a JPEG image, which may be written to a file without having been decoded. Accepts what libjpeg decodes without
 * loss: stray bytes between segments, and a missing mark of the end if all pixels exist.
 */
final class JpegValidator {
    private JpegValidator() {
    }

    /** Returns what is wrong with the image; null if nothing is. */
    static @Nullable String validate(ByteBuffer data, Resolution size) {
        JpegSegments image;
        try {
            image = JpegSegments.read(data);
        } catch (IOException e) {
            String message = CaptureFailures.message(e);
            return Character.toLowerCase(message.charAt(0)) + message.substring(1);
        }
        Optional<Resolution> found = image.size();
        if (found.isEmpty()) {
            return "the JPEG of " + data.remaining() + " bytes does not say its size before its scan";
        }
        if (!found.get().equals(size)) {
            return "the JPEG header says " + found.get() + ", expected " + size;
        }
        if (!image.hasEnd() && !JpegCompleteness.hasAllPixels(image)) {
            return "the JPEG of " + data.remaining() + " bytes is cut off: its scan ends before its last pixels";
        }
        return null;
    }
}
