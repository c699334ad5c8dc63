package org.obscura.camera.webp;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obscura.camera.Resolution;
import org.obscura.camera.codec.EncoderContract;
import org.obscura.camera.codec.TestImage;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.PixelFormat;

class WebpEncoderTest extends EncoderContract {

    WebpEncoderTest() {
        super("webp");
    }

    @Override
    protected Opened open() {
        WebpEncoder encoder = Installed.encoder();
        return new Opened(encoder, encoder::close);
    }

    @Override
    protected BufferedImage decode(ByteBuffer picture) throws Exception {
        return ReadBack.decode(picture, folder);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 1", "1, 5", "17, 9", "639, 481", "16383, 1", "1, 16383"})
    void theCheckerFindsNothingWrongInAnySize(int width, int height) throws Exception {
        String info = ReadBack.info(encode(TestImage.of(width, height, PixelFormat.BGR24, 0, false), 90), folder);
        assertTrue(info.contains("Width: " + width) && info.contains("Height: " + height) && info.contains("No error detected"), info);
    }

    @Test
    void theFinestDetailOfALargePictureFits() throws Exception {
        Frame picture = TestImage.of(2000, 1500, PixelFormat.BGR24, 0, false);
        new Random(7).nextBytes(picture.getData().array());
        String info = ReadBack.info(encode(picture, 100), folder);
        assertTrue(info.contains("Width: 2000") && info.contains("No error detected"), info);
    }

    @ParameterizedTest
    @CsvSource({"16384, 1", "1, 16384", "20000, 20000"})
    void pictureThatIsLargerThanAWebpCanBeIsRefusedWithTheLimit(int width, int height) {
        Frame large = TestImage.frame(new Resolution(width, height), PixelFormat.GRAY8, ByteBuffer.allocate(16_384), width);
        String message = assertThrows(IOException.class, () -> encode(large, 90)).getMessage();
        assertTrue(message.contains(width + "x" + height) && message.contains("16383"), message);
    }
}
