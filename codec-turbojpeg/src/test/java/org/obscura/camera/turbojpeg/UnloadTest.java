package org.obscura.camera.turbojpeg;

import java.nio.ByteBuffer;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obscura.camera.Resolution;
import org.obscura.camera.codec.TestImage;
import org.obscura.camera.codec.Unloading;
import org.obscura.camera.spi.PixelFormat;

@Tag("slow") // the thread of JNA that frees memory ends after half a minute
class UnloadTest {

    @Test
    void stoppedCodecLeavesNoClassLoader() throws Exception {
        Unloading.assertNothingIsLeft(Use.class, TurboJpegEncoder.class);
    }

    /** Encodes, decodes and stops; loaded by the class loader that is to go. */
    public static final class Use implements Callable<Object> {
        @Override
        public Object call() throws Exception {
            try (TurboJpegLibrary library = Installed.library(); TurboJpegEncoder encoder = new TurboJpegEncoder(library);
                    TurboJpegDecoder decoder = new TurboJpegDecoder(library)) {
                ByteBuffer jpeg = encoder.encode(TestImage.of(64, 64, PixelFormat.BGR24, 0, false), "jpeg", 90);
                return decoder.decode(jpeg, "jpeg", new Resolution(8, 8)).getData();
            }
        }
    }
}
