package org.obscura.camera.core.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obscura.camera.Resolution;
import org.obscura.camera.core.logging.EngineLog;
import org.obscura.camera.core.metadata.jpeg.JpegCompleteness;
import org.obscura.camera.core.metadata.jpeg.JpegSegments;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.MemoryFrame;
import org.obscura.camera.spi.PixelFormat;
import org.obscura.camera.support.image.GonePlugins;
import org.obscura.camera.support.image.ImageIoPlugins;

/** Plug-ins of an uninstalled bundle stay first in the registry of the JVM; their classes can no longer be loaded. */
class ImageIoPluginsTest {
    @RegisterExtension
    final GonePlugins plugins = new GonePlugins("jpeg", "png", "bmp", "tiff", "strange");

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "bmp", "tiff"})
    void imagesAreEncodedAndRead(String format) throws Exception {
        Resolution size = new Resolution(32, 24);
        Frame frame = new MemoryFrame(size, PixelFormat.BGR24, new byte[32 * 24 * 3], 0, Instant.EPOCH);
        ByteBuffer image = new ImageIoEncoder().encode(frame, format, 90);
        BufferedImage read = ImageIoPlugins.read(image, format, each -> each.read(0));
        assertEquals(size, new Resolution(read.getWidth(), read.getHeight()));
        assertTrue(new PreviewRenderer(new Decoders(new EngineLog(name -> null))).of(image, format, 0, 640).length > 0);
    }

    @Test
    void jpegFramesAreDecoded() throws Exception {
        Resolution size = new Resolution(32, 24);
        ByteBuffer image = new ImageIoEncoder().encode(new MemoryFrame(size, PixelFormat.BGR24, new byte[32 * 24 * 3], 0, Instant.EPOCH),
                "jpeg",
                90);
        Frame jpeg = new MemoryFrame(size, PixelFormat.JPEG, image, 0, 0, Instant.EPOCH, () -> {});
        assertEquals(PixelFormat.BGR24, JpegDecoder.decode(jpeg, new Decoders(new EngineLog(name -> null))).getPixelFormat());
    }

    @Test
    void anImageWithoutItsEndIsFoundToBeWhole() throws Exception {
        ByteBuffer image = ImageIoEncoder.tiny();
        ByteBuffer withoutEnd = image.slice(0, image.remaining() - 2);
        assertTrue(JpegCompleteness.hasAllPixels(JpegSegments.read(withoutEnd)));
    }

    @Test
    void aFormatThatOnlyABrokenPluginReadsIsAnIoException() {
        String message = assertThrows(IOException.class, () -> ImageIoPlugins.read(ByteBuffer.allocate(9), "strange", each -> each.read(0)))
                .getMessage();
        assertTrue(message.contains("strange") && message.contains("NoClassDefFoundError"), message);
        assertThrows(IOException.class, () -> ImageIoPlugins.read(ByteBuffer.allocate(9), "none", each -> each.read(0)));
        assertThrows(IOException.class, () -> ImageIoPlugins.writer("strange"));
        assertEquals(Set.of(true, false), Set.of(ImageIoPlugins.reads("strange"), ImageIoPlugins.reads("none")));
    }
}
