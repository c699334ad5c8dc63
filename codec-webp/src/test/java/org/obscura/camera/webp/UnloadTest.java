package org.obscura.camera.webp;

import java.util.concurrent.Callable;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obscura.camera.codec.TestImage;
import org.obscura.camera.codec.Unloading;
import org.obscura.camera.spi.PixelFormat;

@Tag("slow") // the thread of JNA that frees memory ends after half a minute
class UnloadTest {

    @Test
    void stoppedEncoderLeavesNoClassLoader() throws Exception {
        Unloading.assertNothingIsLeft(Use.class, WebpEncoder.class);
    }

    /** Encodes and stops; loaded by the class loader that is to go. */
    public static final class Use implements Callable<Object> {
        @Override
        public Object call() throws Exception {
            try (WebpEncoder encoder = Installed.encoder()) {
                return encoder.encode(TestImage.of(64, 64, PixelFormat.BGR24, 0, false), "webp", 90);
            }
        }
    }
}
