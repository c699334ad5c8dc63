package org.obscura.camera.turbojpeg;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.obscura.camera.Resolution;
import org.obscura.camera.codec.EncoderContract;
import org.obscura.camera.codec.TestImage;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.PixelFormat;

class TurboJpegEncoderTest extends EncoderContract {

    TurboJpegEncoderTest() {
        super("jpeg");
    }

    @Override
    protected Opened open() {
        TurboJpegLibrary library = Installed.library();
        TurboJpegEncoder encoder = new TurboJpegEncoder(library);
        return new Opened(encoder, () -> {
            encoder.close();
            library.close();
        });
    }

    @Override
    protected BufferedImage decode(ByteBuffer picture) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes(picture)));
        assertNotNull(image, "no picture");
        return image;
    }

    @Test
    void whatTheLibraryCannotMakeIsAnErrorWithItsReason() throws Exception {
        Frame wide = TestImage.frame(new Resolution(65_535, 1), PixelFormat.GRAY8, ByteBuffer.allocate(65_535), 65_535);
        assertTrue(assertThrows(IOException.class, () -> encode(wide, 90)).getMessage().contains("libjpeg-turbo"));
        assertColours(TestImage.of(64, 64, PixelFormat.BGR24, 0, false));
    }
}
