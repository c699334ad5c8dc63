package org.obscura.camera.core.metadata;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obscura.camera.MetadataKeys;
import org.obscura.camera.core.Tool;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

class WebpFileTest {
    private static final Tool EXIFTOOL = new Tool("exiftool", "libimage-exiftool-perl");

    @TempDir
    private Path folder;

    private ByteBuffer encoded(String lossless) throws Exception {
        byte[] plain = TestImages.webp(TestImages.encoded("png", 33, 21), lossless);
        Files.write(folder.resolve("plain.webp"), plain);
        return ByteBuffer.wrap(plain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void aSimpleFileBecomesAnExtendedOneWithEveryValue(String lossless) throws Exception {
        Path file = Files.write(folder.resolve("every.webp"),
                TestImages.bytes(MetadataWriter.write(encoded(lossless), "webp", EveryKey.metadata(), null)));
        JsonObject found = JsonParser.parseString(EXIFTOOL.run("-json", "-n", "-a", "-b", "-G1", file.toString())).getAsJsonArray().get(0)
                .getAsJsonObject();
        assertAll(EveryKey.rows().stream().flatMap(row -> EveryKeyTest.checks(row, "webp", found)));
        // quiet: ImageMagick 6 calls any XMP in a WebP corrupt, exiftool's own as well
        assertEquals("WEBP 33 21", new Tool("identify", "imagemagick").run("-quiet", "-format", "%m %w %h", file.toString()).strip());
        assertEquals("0", new Tool("compare", "imagemagick")
                .run("-quiet", "-metric", "AE", folder.resolve("plain.webp").toString(), file.toString(), "null:").strip());
    }

    @Test
    void whatIsWrittenTwiceIsThereOnceAndWhatIsNotSetStays() throws Exception {
        ByteBuffer once = MetadataWriter.write(encoded("false"), "webp", EveryKey.metadata(), null);
        ByteBuffer twice = MetadataWriter.write(once, "webp", Map.of(MetadataKeys.COPYRIGHT, "second"), null);
        Path file = Files.write(folder.resolve("twice.webp"), TestImages.bytes(twice));
        assertEquals("second\nsecond\nObscura ✓",
                EXIFTOOL.run("-s3", "-a", "-IFD0:Copyright", "-XMP-dc:Rights", "-IFD0:Software", file.toString()).strip());
    }

    @Test
    void whatIsNoWebpIsRefused() {
        assertThrows(IOException.class, () -> MetadataWriter.write(TestImages.encoded("png"), "webp", EveryKey.metadata(), null));
        assertThrows(IOException.class,
                () -> MetadataWriter.write(ByteBuffer.wrap("RIFF\0\0\0\0WEBP".getBytes()), "webp", EveryKey.metadata(), null));
    }
}
