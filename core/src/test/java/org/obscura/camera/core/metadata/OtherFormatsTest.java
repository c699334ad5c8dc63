package org.obscura.camera.core.metadata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obscura.camera.MetadataKeys;
import org.obscura.camera.core.metadata.png.PngChunk;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.GpsDirectory;

class OtherFormatsTest {
    private static final String SMALL_WEBP = "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==";

    @ParameterizedTest
    @ValueSource(strings = {"png", "tiff"})
    void thePixelsAreThoseOfThePictureGiven(String format) throws Exception {
        ByteBuffer plain = TestImages.encoded(format);
        ByteBuffer written = MetadataWriter.write(plain.asReadOnlyBuffer(), format, EveryKey.metadata(),
                TestImages.encoded("jpeg", 160, 120));
        assertArrayEquals(pixels(plain), pixels(written));
    }

    private static int[] pixels(ByteBuffer encoded) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(TestImages.bytes(encoded)));
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:09Z", "1995-01-01T00:00:00+01:00", "1995-01-01T00:00:00Z", "9999-12-31T23:59:59Z"})
    void aPngHasTheChunkOfATimeThatReadersAccept(String time) throws Exception {
        ZonedDateTime date = ZonedDateTime.parse(time);
        ByteBuffer png = MetadataWriter.write(TestImages.encoded("png"), "png", Map.of(MetadataKeys.DATE, date), null);
        assertEquals(date.withZoneSameInstant(ZoneOffset.UTC).getYear() >= 1995,
                PngChunk.read(png).stream().anyMatch(chunk -> chunk.type().equals("tIME")));
        assertTrue(PngChunk.read(png).stream().anyMatch(chunk -> chunk.keyword().equals("Creation Time")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "tiff"})
    void whatIsWrittenTwiceIsThereOnceAndWhatIsNotSetStays(String format) throws Exception {
        ByteBuffer once = MetadataWriter.write(TestImages.encoded(format), format, EveryKey.metadata(), null);
        ByteBuffer twice = MetadataWriter.write(once, format, Map.of(MetadataKeys.COPYRIGHT, "second"), null);
        ExifIFD0Directory root = ImageMetadataReader.readMetadata(new ByteArrayInputStream(TestImages.bytes(twice)))
                .getFirstDirectoryOfType(ExifIFD0Directory.class);
        assertEquals("second", root.getString(ExifIFD0Directory.TAG_COPYRIGHT));
        assertEquals("Obscura ✓", root.getStringValue(ExifIFD0Directory.TAG_SOFTWARE).toString(java.nio.charset.StandardCharsets.UTF_8));
        if (format.equals("png")) {
            List<PngChunk> chunks = PngChunk.read(twice);
            Set<String> names = new HashSet<>();
            chunks.stream().filter(chunk -> !chunk.type().equals("IDAT")).forEach(chunk -> {
                String name = chunk.keyword().isEmpty() ? chunk.type() : chunk.keyword();
                assertEquals(true, names.add(name), name + " occurs once");
            });
        }
    }

    @Test
    void aKeywordThatPngDoesNotAllowIsInXmpAlone() throws Exception {
        Map<String, Object> odd = Map.of("日本", "a", " lead", "b", "XML:com.adobe.xmp", "c", "Raw profile type exif", "d", "k".repeat(80),
                "e");
        List<PngChunk> chunks = PngChunk.read(MetadataWriter.write(TestImages.encoded("png"), "png", odd, null));
        assertEquals(List.of("XML:com.adobe.xmp"), chunks.stream().map(PngChunk::keyword).filter(k -> !k.isEmpty()).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "tiff", "webp", "jpeg"})
    void theExtensionOfTheXmpOfAFrameIsKept(String format) throws Exception {
        Map<String, Object> metadata = new HashMap<>();
        for (int i = 0; i < 20; i++) {
            metadata.put("Long" + i, i + "y".repeat(5_000));
        }
        ByteBuffer frame = MetadataWriter.write(TestImages.encoded("jpeg"), "jpeg", metadata, null);
        EmbeddedMetadata embedded = EmbeddedMetadata.of(frame);
        ByteBuffer image = format.equals("webp") ? ByteBuffer.wrap(Base64.getDecoder().decode(SMALL_WEBP))
                : TestImages.encoded(format);
        List<String> warnings = new ArrayList<>();
        ByteBuffer written = MetadataWriter.joined(MetadataWriter.parts(image, format, Map.of(MetadataKeys.TITLE, "T"),
                format.equals("jpeg") ? embedded.ofEditedImage(warnings::add) : embedded, null, warnings::add));
        if (format.equals("jpeg")) {
            XmpReader xmp = new XmpReader(written);
            for (int i = 0; i < 20; i++) {
                assertTrue(metadata.get("Long" + i).equals(xmp.text("http://ns.obscura-camera.org/1.0/", "Long" + i)), "Long" + i);
            }
        } else {
            String text = StandardCharsets.ISO_8859_1.decode(written).toString();
            for (int i = 0; i < 20; i++) {
                assertTrue(text.contains(metadata.get("Long" + i) + "<") || text.contains(metadata.get("Long" + i) + "\""), "Long" + i);
            }
        }
        assertEquals(List.of(), warnings);
    }

    /** The EXIF of a TIFF has to name a method; one that EXIF has no word for is in XMP alone. */
    @Test
    void aMethodThatExifCannotHoldBecomesNoOtherOneInATiff() throws Exception {
        Map<String, Object> position = Map.of(MetadataKeys.GPS_LATITUDE, 1.0, MetadataKeys.GPS_PROCESSING_METHOD, "Lighthouse");
        ByteBuffer written = MetadataWriter.write(TestImages.encoded("tiff"), "tiff", position, null);
        GpsDirectory gps = ImageMetadataReader.readMetadata(new ByteArrayInputStream(TestImages.bytes(written)))
                .getFirstDirectoryOfType(GpsDirectory.class);
        assertEquals(false, gps.containsTag(GpsDirectory.TAG_PROCESSING_METHOD));
        assertEquals(1.0, gps.getRationalArray(GpsDirectory.TAG_LATITUDE)[0].doubleValue());
    }

    @Test
    void aFormatWithoutMetadataIsReturnedAsItIs() throws Exception {
        ByteBuffer bmp = TestImages.encoded("bmp");
        assertSame(bmp, MetadataWriter.write(bmp, "bmp", EveryKey.metadata(), null));
        assertEquals(List.of(false, true), List.of(MetadataWriter.holdsMetadata("bmp"), MetadataWriter.holdsMetadata("webp")));
    }

    @Test
    void aPictureOfAnotherFormatIsRefused() {
        assertThrows(IOException.class, () -> MetadataWriter.write(TestImages.encoded("jpeg"), "png", EveryKey.metadata(), null));
        assertThrows(IOException.class, () -> MetadataWriter.write(TestImages.encoded("jpeg"), "tiff", EveryKey.metadata(), null));
    }
}
