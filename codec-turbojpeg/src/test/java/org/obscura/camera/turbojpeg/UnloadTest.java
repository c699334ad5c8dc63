package org.obscura.camera.turbojpeg;

import java.util.concurrent.Callable;

import org.junit.jupiter.api.Test;
import org.obscura.camera.codec.Picture;
import org.obscura.camera.codec.Unloading;
import org.obscura.camera.spi.PixelFormat;

class UnloadTest {

    @Test
    void stoppedEncoderLeavesNoClassLoader() throws Exception {
        Unloading.assertNothingIsLeft(Use.class, TurboJpegEncoder.class);
    }

    /** Encodes and stops; loaded by the class loader that is to go. */
    public static final class Use implements Callable<Object> {
        @Override
        public Object call() throws Exception {
            try (TurboJpegEncoder encoder = Installed.encoder()) {
                return encoder.encode(Picture.of(64, 64, PixelFormat.BGR24, 0, false), "jpeg", 90);
            }
        }
    }
}
