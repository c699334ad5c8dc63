package org.obscura.camera.core.metadata.jpeg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.MetadataKeys;
import org.obscura.camera.core.Tool;
import org.obscura.camera.core.metadata.CameraJpeg;
import org.obscura.camera.core.metadata.EveryKey;
import org.obscura.camera.core.metadata.MetadataSchema;
import org.obscura.camera.core.metadata.MetadataWriter;
import org.obscura.camera.core.metadata.TestImages;
import org.obscura.camera.core.metadata.XmpReader;
import org.obscura.camera.core.metadata.schema.MetadataTable;
import org.obscura.camera.core.metadata.value.TextType;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.ExifThumbnailDirectory;

class JpegFileTest {
    private static final String LONG = "日本語 and more. ".repeat(6000);

    @TempDir
    private Path folder;

    private static ByteBuffer write(ByteBuffer jpeg, Map<String, Object> given) throws IOException {
        Map<String, Object> metadata = new HashMap<>();
        given.forEach((key, value) -> metadata.put(key, MetadataSchema.check(key, value)));
        return MetadataWriter.write(jpeg, "jpeg", metadata, null);
    }

    private static Metadata read(ByteBuffer jpeg) throws Exception {
        return ImageMetadataReader.readMetadata(new ByteArrayInputStream(TestImages.bytes(jpeg)));
    }

    private static BufferedImage decode(ByteBuffer jpeg) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(TestImages.bytes(jpeg)));
    }

    private static byte[] fromScan(ByteBuffer jpeg) throws IOException {
        int scan = JpegSegments.read(jpeg).scan();
        return TestImages.bytes(jpeg.slice().position(scan));
    }

    @Test
    void theScanStaysToTheByteAndTheBufferGivenAsItWas() throws Exception {
        ByteBuffer camera = CameraJpeg.encoded(new byte[20]);
        ByteBuffer inside = ByteBuffer.allocate(camera.remaining() + 7).position(5).put(camera.duplicate()).limit(camera.remaining() + 5)
                .position(5);
        byte[] before = inside.array().clone();
        ByteBuffer written = write(inside.asReadOnlyBuffer(), EveryKey.metadata());
        assertArrayEquals(fromScan(camera), fromScan(written));
        assertArrayEquals(before, inside.array());
        assertEquals(5, inside.position());
    }

    @Test
    void whatTheCameraWroteStaysWhereNothingIsSet() throws Exception {
        byte[] thumbnail = TestImages.bytes(TestImages.encoded("jpeg", 40, 30));
        ByteBuffer camera = CameraJpeg.encoded(thumbnail);
        ByteBuffer written = write(camera,
                Map.of(MetadataKeys.COPYRIGHT, "mine", MetadataKeys.ORIENTATION, 180, MetadataKeys.GPS_LATITUDE, 1));
        Metadata read = read(written);
        ExifIFD0Directory root = read.getFirstDirectoryOfType(ExifIFD0Directory.class);
        assertEquals(CameraJpeg.MAKE, root.getString(ExifIFD0Directory.TAG_MAKE));
        assertEquals("mine", root.getString(ExifIFD0Directory.TAG_COPYRIGHT));
        assertEquals(3, root.getInt(ExifIFD0Directory.TAG_ORIENTATION));
        assertEquals(800, read.getFirstDirectoryOfType(ExifSubIFDDirectory.class).getInt(ExifSubIFDDirectory.TAG_ISO_EQUIVALENT));
        assertEquals(thumbnail.length, read.getFirstDirectoryOfType(ExifThumbnailDirectory.class)
                .getInt(ExifThumbnailDirectory.TAG_THUMBNAIL_LENGTH));
    }

    @Test
    void aMakerNoteStaysAtItsOffset() throws Exception {
        ByteBuffer written = write(CameraJpeg.encoded(new byte[20]), EveryKey.metadata());
        ByteBuffer exif = JpegSegments.read(written).segments().stream().filter(s -> s.marker() == 0xE1).findFirst().orElseThrow()
                .content(6);
        byte[] note = new byte[CameraJpeg.NOTE.length];
        exif.get(CameraJpeg.NOTE_AT, note);
        assertArrayEquals(CameraJpeg.NOTE, note);
        byte[] found = read(written).getFirstDirectoryOfType(ExifSubIFDDirectory.class).getByteArray(ExifSubIFDDirectory.TAG_MAKERNOTE);
        assertArrayEquals(CameraJpeg.NOTE, found);
    }

    @Test
    void aCamerasOwnThumbnailIsNotReplaced() throws Exception {
        byte[] thumbnail = TestImages.bytes(TestImages.encoded("jpeg", 40, 30));
        ByteBuffer written = MetadataWriter.write(CameraJpeg.encoded(thumbnail), "jpeg", Map.of(), TestImages.encoded("jpeg", 160, 120));
        assertEquals(thumbnail.length, read(written).getFirstDirectoryOfType(ExifThumbnailDirectory.class)
                .getInt(ExifThumbnailDirectory.TAG_THUMBNAIL_LENGTH));
    }

    @Test
    void exifThatNobodyCanReadIsReplaced() throws Exception {
        byte[] damaged = {'M', 'M', 0, '*', 0, 1, 0, 0, 9, 9};
        Metadata read = read(write(CameraJpeg.withExif(damaged), Map.of(MetadataKeys.COPYRIGHT, "mine")));
        assertEquals(1, read.getDirectoriesOfType(ExifIFD0Directory.class).size());
        assertEquals("mine", read.getFirstDirectoryOfType(ExifIFD0Directory.class).getString(ExifIFD0Directory.TAG_COPYRIGHT));
    }

    @Test
    void aTextLongerThanASegmentIsWhollyInExtendedXmp() throws Exception {
        ByteBuffer written = write(TestImages.encoded("jpeg"), Map.of(MetadataKeys.COMMENT, LONG, MetadataKeys.TITLE, "short"));
        assertEquals(LONG.strip(), new XmpReader(written).text("http://ns.adobe.com/exif/1.0/", "UserComment"));
        Metadata read = read(written);
        assertNull(read.getFirstDirectoryOfType(ExifSubIFDDirectory.class).getObject(ExifSubIFDDirectory.TAG_USER_COMMENT));
        assertEquals("short", read.getFirstDirectoryOfType(ExifIFD0Directory.class).getDescription(ExifIFD0Directory.TAG_WIN_TITLE));
        assertArrayEquals(fromScan(TestImages.encoded("jpeg")), fromScan(written));
        String found = new Tool("exiftool", "libimage-exiftool-perl").run("-s3", "-b", "-XMP-exif:UserComment",
                Files.write(folder.resolve("long.jpg"), TestImages.bytes(written)).toString());
        assertEquals(LONG.strip(), found);
    }

    @Test
    @Tag("slow")
    void everyTextAtItsLongestStillGivesAGoodPicture() throws Exception {
        Map<String, Object> longest = new HashMap<>();
        MetadataTable.fields().stream().filter(field -> field.type() instanceof TextType)
                .forEach(field -> longest.put(field.key(), "ä".repeat(TextType.MAX_LENGTH)));
        for (int i = 0; i < 20; i++) {
            longest.put("Unknown" + i, "ß".repeat(TextType.MAX_LENGTH));
        }
        ByteBuffer written = write(CameraJpeg.encoded(new byte[20]), longest);
        assertEquals(TestImages.WIDTH, decode(written).getWidth());
        XmpReader xmp = new XmpReader(written);
        assertEquals("ß".repeat(TextType.MAX_LENGTH), xmp.text("http://ns.obscura-camera.org/1.0/", "Unknown7"));
        assertEquals("ä".repeat(TextType.MAX_LENGTH), xmp.text("http://purl.org/dc/elements/1.1/", "title"));
    }

    @Test
    void xmpThatIsThereStaysTooItsExtensionIncluded() throws Exception {
        ByteBuffer once = write(TestImages.encoded("jpeg"), Map.of(MetadataKeys.COMMENT, LONG, "Own", "first"));
        XmpReader xmp = new XmpReader(write(once, Map.of(MetadataKeys.TITLE, "second")));
        assertEquals(LONG.strip(), xmp.text("http://ns.adobe.com/exif/1.0/", "UserComment"));
        assertEquals("second", xmp.text("http://purl.org/dc/elements/1.1/", "title"));
        assertEquals("first", xmp.text("http://ns.obscura-camera.org/1.0/", "Own"));
    }

    @Test
    void theCommentIsAlsoTheOneCommentSegment() throws Exception {
        ByteBuffer written = write(write(TestImages.encoded("jpeg"), Map.of(MetadataKeys.COMMENT, "first")),
                Map.of(MetadataKeys.COMMENT, "zweiter 日本"));
        List<String> comments = JpegSegments.read(written).segments().stream().filter(segment -> segment.marker() == JpegSegments.COM)
                .map(segment -> StandardCharsets.UTF_8.decode(segment.content(0)).toString()).toList();
        assertEquals(List.of("zweiter 日本"), comments);
    }

    @Test
    void aKeyThatIsNotThereAnyMoreIsNotInTheNextFile() throws Exception {
        Map<String, Object> metadata = EveryKey.metadata();
        metadata.remove(MetadataKeys.TITLE);
        ByteBuffer written = MetadataWriter.write(TestImages.encoded("jpeg"), "jpeg", metadata, null);
        Metadata read = read(written);
        assertFalse(read.getFirstDirectoryOfType(ExifIFD0Directory.class).containsTag(ExifIFD0Directory.TAG_WIN_TITLE));
        assertNull(new XmpReader(written).text("http://purl.org/dc/elements/1.1/", "title"));
    }

    @Test
    void aFrameWithoutHuffmanTablesGetsThoseOfMotionJpeg() throws Exception {
        ByteBuffer whole = TestImages.encoded("jpeg");
        ByteArrayOutputStream bare = new ByteArrayOutputStream();
        bare.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD8});
        List<JpegSegments.Segment> segments = JpegSegments.read(whole).segments();
        assertTrue(segments.stream().anyMatch(segment -> segment.marker() == JpegSegments.DHT), "the encoder wrote tables");
        segments.stream().filter(segment -> segment.marker() != JpegSegments.DHT)
                .forEach(segment -> bare.writeBytes(TestImages.bytes(segment.whole())));
        bare.writeBytes(fromScan(whole));
        BufferedImage expected = decode(whole);
        BufferedImage found = decode(write(ByteBuffer.wrap(bare.toByteArray()), Map.of(MetadataKeys.TITLE, "t")));
        for (int y = 0; y < TestImages.HEIGHT; y += 37) {
            assertEquals(expected.getRGB(y, y), found.getRGB(y, y));
        }
    }

    @Test
    void whatIsNoJpegIsRefused() {
        IOException refused = assertThrows(IOException.class, () -> write(TestImages.encoded("png"), Map.of(MetadataKeys.TITLE, "t")));
        assertTrue(refused.getMessage().endsWith(" bytes does not begin as a JPEG does"), refused.getMessage());
    }
}
