package org.obscura.camera.support.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Plug-ins of an uninstalled bundle stay first in the registry of the JVM; their classes can no longer be loaded. */
class ImageIoPluginsTest {
    @RegisterExtension
    final GonePlugins plugins = new GonePlugins("jpeg", "strange");

    @TempDir
    private Path folder;

    @Test
    void anImageIsWrittenAndRecognized() throws Exception {
        byte[] jpeg = ImageIoPlugins.jpeg(new BufferedImage(32, 24, BufferedImage.TYPE_3BYTE_BGR), 0.9f);
        Path file = Files.write(folder.resolve("a.jpg"), jpeg);
        for (ImageIoPlugins.Source source : List.of(ImageIoPlugins.memory(jpeg), ImageIoPlugins.file(file))) {
            assertEquals("32x24", ImageIoPlugins.read(source, each -> each.getWidth(0) + "x" + each.getHeight(0)));
            assertEquals(24, ImageIoPlugins.read(source, each -> each.read(0)).getHeight());
        }
    }

    @Test
    void anImageWithADamagedProfileIsRead() throws Exception {
        byte[] jpeg = ImageIoPlugins.jpeg(new BufferedImage(32, 24, BufferedImage.TYPE_3BYTE_BGR), 0.9f);
        byte[] start = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE2, 0, 20};
        ByteBuffer damaged = ByteBuffer.allocate(jpeg.length + 20 + 2).put(start).put("ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1).put((byte) 2).putInt(0).put(jpeg, 2, jpeg.length - 2);
        Path file = Files.write(folder.resolve("a.jpg"), damaged.array());
        assertEquals(24, ImageIoPlugins.read(ImageIoPlugins.file(file), each -> each.read(0)).getHeight());
        assertEquals(24, ImageIoPlugins.read(damaged.flip(), "jpeg", each -> each.read(0)).getHeight());
    }

    @Test
    void whatIsNoImageIsAnIoException() {
        ImageIoPlugins.Source none = ImageIoPlugins.memory(new byte[9]);
        assertTrue(assertThrows(IOException.class, () -> ImageIoPlugins.read(none, each -> each.read(0))).getMessage().contains("image"));
        ImageIoPlugins.Source missing = ImageIoPlugins.file(folder.resolve("none.jpg"));
        assertThrows(NoSuchFileException.class, () -> ImageIoPlugins.read(missing, each -> each.read(0)));
    }

    @Test
    void suffixesAreThoseOfAllPlugins() {
        assertTrue(ImageIoPlugins.suffixes().containsAll(List.of("bmp", "gif", "jpeg", "jpg", "png", "strange", "tif")),
                ImageIoPlugins.suffixes().toString());
    }
}
