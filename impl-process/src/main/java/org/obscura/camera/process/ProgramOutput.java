package org.obscura.camera.process;

import java.io.IOException;
import java.io.InputStream;

import org.obscura.camera.Resolution;
import org.obscura.camera.spi.PixelFormat;
import org.obscura.camera.support.credentials.Credentials;
import org.obscura.camera.support.stream.FrameReader;
import org.obscura.camera.support.stream.HeadInputStream;
import org.obscura.camera.support.text.ContentSample;

/**
 * What a program writes to its standard output.
 *
 * @param settings the configuration
 * @param size of frames without a header; null where each has one
 */
record ProgramOutput(ProcessSettings settings, Resolution size) {

    /** Reads the frames of an output; waits until something comes. */
    FrameReader open(InputStream output) throws IOException {
        return settings.pixelFormat() != null ? FrameReader.raw(output, size, settings.pixelFormat())
                : FrameReader.detect(output, settings.imageLimit());
    }

    /** Says in a sentence what came in place of an image, and what is expected. */
    String describe(HeadInputStream output) {
        byte[] head = output == null ? new byte[0] : output.head();
        return (head.length == 0 ? "It wrote nothing to its standard output"
                : "Its standard output begins with " + ContentSample.describe(head, this::clean)) + "; expected there: " + expected();
    }

    private String expected() {
        PixelFormat format = settings.pixelFormat();
        return format == null
                ? "JPEG, or Netpbm P5 or P6" + (settings.preset() == Preset.COMMAND ? " ('pixel.format' for frames without a header)" : "")
                : "frames of " + size + " in " + format.name().toLowerCase(java.util.Locale.ROOT) + ", "
                        + size.width() * size.height() * format.bytesPerPixel() + " bytes each ('pixel.format', 'resolutions')";
    }

    private String clean(String text) {
        return Credentials.clean(text, settings.credentials());
    }
}
