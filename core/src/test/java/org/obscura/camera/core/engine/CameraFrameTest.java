package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obscura.camera.MetadataKeys;
import org.obscura.camera.core.Tool;
import org.obscura.camera.core.metadata.TestImages;
import org.obscura.camera.core.metadata.jpeg.JpegFile;
import org.obscura.camera.core.metadata.jpeg.JpegSegments;

import com.google.gson.JsonObject;

/** What JPEG frames of cameras bring stays; expected values are those that exiftool reads from the frame itself. */
@Tag("slow")
class CameraFrameTest extends CameraFrameTestBase {

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "tiff", "webp"})
    void whatIsNotSetIsNotWrittenOverWhatTheFrameBrings(String format) throws Exception {
        byte[] jpeg = frame("exif-orientation");
        Path file = capture(jpeg, format, "Title=T");
        assertSame(jpeg, file, "IFD0:Orientation", "IFD0:Make", "IFD0:Model", "IFD0:Software", "ExifIFD:DateTimeOriginal",
                "ExifIFD:OffsetTimeOriginal", "ExifIFD:ImageUniqueID", "GPS:GPSLatitude", "GPS:GPSTimeStamp");
        assertEquals(90, announced.get(MetadataKeys.ORIENTATION));
        assertEquals("Acme", announced.get(MetadataKeys.CAMERA_MANUFACTURER));
        assertEquals("2024-05-06T07:08:09+02:00", String.valueOf(announced.get(MetadataKeys.DATE_TIME_ORIGINAL)));
        JsonObject found = read(file);
        assertEquals("T", found.get("XMP-dc:Title").getAsString());
        assertFalse(found.has("XMP-tiff:Orientation") && found.get("XMP-tiff:Orientation").getAsInt() != 6);
        assertFalse(found.has("ExifIFD:CreateDate"), "a time by another clock");
        assertEquals(List.of(), warnings);
    }

    @Test
    void whatTheApplicationSetsIsWrittenOverIt() throws Exception {
        Path file = capture(frame("exif-orientation"), "jpeg", "Orientation=270", "CameraModel=Mine");
        JsonObject found = read(file);
        assertEquals(8, found.get("IFD0:Orientation").getAsInt());
        assertEquals(8, found.get("XMP-tiff:Orientation").getAsInt());
        assertEquals("Mine", found.get("IFD0:Model").getAsString());
        assertEquals("Acme", found.get("IFD0:Make").getAsString());
    }

    @Test
    void aFrameWithoutMetadataGetsThoseOfTheSystemAndTheNameOfADeviceWithoutModel() throws Exception {
        JsonObject found = read(capture(frame("jpeg-stray-bytes"), "jpeg"));
        assertEquals(3, found.get("IFD0:Orientation").getAsInt());
        assertEquals("Maker of the device", found.get("IFD0:Make").getAsString());
        assertEquals("A display name", found.get("IFD0:Model").getAsString());
    }

    @Test
    void anEntryOfZerosHidesNothing() throws Exception {
        byte[] jpeg = frame("exif-zero-entry");
        Path file = capture(jpeg, "jpeg", "Title=T", "GPSLatitude=1");
        assertSame(jpeg, file, "IFD0:Make", "IFD0:Model", "ExifIFD:ExposureTime", "ExifIFD:DateTimeOriginal");
        assertEquals("T", read(file).get("IFD0:XPTitle").getAsString());
        assertEquals(1, read(file).get("GPS:GPSLatitude").getAsInt());
        assertEquals(List.of("The EXIF is damaged; not kept: tag 0x0000 of the first directory, of the type 0, which does not exist"),
                warnings);
        assertTrue(problems(Files.write(folder.resolve("before.jpg"), jpeg)).containsAll(problems(file)));
    }

    @Test
    void theVersionOfExifFollowsWhatIsAdded() throws Exception {
        Path file = capture(frame("exif-of-2.2"), "jpeg", "Date=2026-05-17T14:30:00+02:00", "GPSAreaInformation=here");
        assertEquals(List.of(), problems(file));
        assertEquals("0231", read(file).get("ExifIFD:ExifVersion").getAsString());
    }

    /** Of some cameras the block fills the segment to its last byte. */
    @ParameterizedTest
    @ValueSource(ints = {65_200, 65_500, 65_527})
    void exifOfNearly64kStillGetsWhatIsSet(int length) throws Exception {
        byte[] jpeg = withBlockOf(frame("exif-nearly-64k"), length);
        Path file = capture(jpeg, "jpeg", "Title=A title", "GPSLatitude=1.5", "GPSLongitude=2", "Orientation=90",
                "DateTimeOriginal=2026-05-17T14:30:00+02:00");
        JsonObject found = read(file);
        assertEquals("A title", found.get("IFD0:XPTitle").getAsString());
        assertEquals(1.5, found.get("GPS:GPSLatitude").getAsDouble());
        assertEquals(6, found.get("IFD0:Orientation").getAsInt());
        assertEquals("2026:05:17 14:30:00", found.get("ExifIFD:DateTimeOriginal").getAsString());
        assertEquals("2026:05:17 14:30:00+02:00", found.get("XMP-exif:DateTimeOriginal").getAsString());
        assertSame(jpeg, file, "IFD0:Make", "IFD0:Model", "IFD0:Software", "ExifIFD:ExposureTime", "ExifIFD:ISO", "IFD1:ThumbnailLength");
        assertEquals(List.of(), problems(file));
        assertEquals(List.of(), warnings);
    }

    /** A block that has no zeros to spare: what was set and has no room is in XMP alone, and no old value contradicts it. */
    @Test
    void exifWithoutAnyRoomDoesNotContradictXmp() throws Exception {
        byte[] jpeg = withBlockOf(frame("exif-nearly-64k"), 65_527);
        Random random = new Random(5);
        for (int at = 1_200; at < 60_000; at++) {
            jpeg[at] = (byte) (1 + random.nextInt(250));
        }
        Arrays.fill(jpeg, 60_000, 65_530, (byte) 7);
        Path file = capture(jpeg, "jpeg", "Title=" + "long ".repeat(100), "DateTimeOriginal=2026-05-17T14:30:00+02:00",
                "CameraModel=" + "Model ".repeat(20));
        JsonObject found = read(file);
        assertEquals("2026:05:17 14:30:00+02:00", found.get("XMP-exif:DateTimeOriginal").getAsString());
        assertTrue(!found.has("ExifIFD:DateTimeOriginal") || found.get("ExifIFD:DateTimeOriginal").getAsString().startsWith("2026"));
        assertFalse(found.has("IFD0:Model") && found.get("IFD0:Model").getAsString().equals("Cam 1"));
        assertEquals(0.02, found.get("ExifIFD:ExposureTime").getAsDouble());
        assertTrue(warnings.stream().anyMatch(warning -> warning.contains("XPTitle") && warning.contains("no room")), warnings::toString);
    }

    /** The EXIF segment of a frame with zeros behind its block, up to a length. */
    private static byte[] withBlockOf(byte[] jpeg, int length) {
        assertEquals("Exif", new String(jpeg, 6, 4, StandardCharsets.US_ASCII), "the test frame has its EXIF first");
        int old = ((jpeg[4] & 0xFF) << 8 | jpeg[5] & 0xFF) - 8;
        ByteBuffer longer = ByteBuffer.allocate(jpeg.length + length - old).put(jpeg, 0, 12 + old);
        longer.position(12 + length).put(jpeg, 12 + old, jpeg.length - 12 - old);
        return longer.putShort(4, (short) (length + 8)).array();
    }

    @Test
    void aReplacedValueCannotBeReadFromTheFileAnyMore() throws Exception {
        byte[] jpeg = frame("exif-orientation");
        byte[] written = Files
                .readAllBytes(capture(jpeg, "jpeg", "CameraManufacturer=X", "Software=Y", "DateTimeOriginal=2026-05-17T14:30:00Z"));
        String text = new String(written, StandardCharsets.ISO_8859_1);
        assertFalse(text.contains("Acme"), "the old manufacturer");
        assertFalse(text.contains("FW 2.1"), "the old software");
        assertFalse(text.contains("2024:05:06 07:08:09"), "the old time");
    }

    @Test
    void strayBytesAreLeftOutAndAMissingMarkOfTheEndIsAdded() throws Exception {
        byte[] jpeg = frame("jpeg-stray-bytes");
        byte[] mended = Files.readAllBytes(capture(Arrays.copyOf(jpeg, jpeg.length - 2), "jpeg", "Title=T"));
        assertArrayEquals(Arrays.copyOfRange(jpeg, jpeg.length - 200, jpeg.length), Arrays.copyOfRange(mended, mended.length - 200,
                mended.length));
        assertTrue(warnings.contains("The JPEG has 6 bytes that belong to no segment, the first at byte 20; they were left out"));
        assertTrue(warnings.contains("The JPEG lacks the mark of its end, which was added"));
        String read = new Tool("jpeginfo", "jpeginfo").run("-c", folder.resolve("image.jpeg").toString());
        assertTrue(read.contains("OK"), read);
    }

    @Test
    void aProfileOfOtherColorsIsNotCalledSrgb() throws Exception {
        byte[] plain = TestImages.bytes(TestImages.encoded("jpeg", 96, 64));
        byte[] profile = JpegFile.segment(0xE2, "ICC_PROFILE\0\1\1".getBytes(StandardCharsets.ISO_8859_1), "wide gamut".getBytes());
        assertEquals(65_535, read(capture(inserted(plain, profile), "jpeg")).get("ExifIFD:ColorSpace").getAsInt());
        byte[] srgb = JpegFile.segment(0xE2, "ICC_PROFILE\0\1\1".getBytes(StandardCharsets.ISO_8859_1), "sRGB built-in".getBytes());
        assertEquals(1, read(capture(inserted(plain, srgb), "jpeg")).get("ExifIFD:ColorSpace").getAsInt());
    }

    @Test
    void theDensityIsThatOfTheFile() throws Exception {
        byte[] jpeg = TestImages.bytes(TestImages.encoded("jpeg", 96, 64));
        jpeg[13] = 2; // dots per centimetre
        ByteBuffer.wrap(jpeg).putShort(14, (short) 118).putShort(16, (short) 118);
        JsonObject found = read(capture(jpeg, "jpeg"));
        assertEquals(118, found.get("IFD0:XResolution").getAsInt());
        assertEquals(3, found.get("IFD0:ResolutionUnit").getAsInt());
    }

    /** Further images in the file are found by their distance from the index, which stands before the XMP of the camera. */
    @Test
    void anIndexOfFurtherImagesFollowsThem() throws Exception {
        byte[] further = TestImages.bytes(TestImages.encoded("jpeg", 40, 30));
        byte[] xmp = JpegFile.segment(0xE1, "http://ns.adobe.com/xap/1.0/\0".getBytes(StandardCharsets.ISO_8859_1),
                ("<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
                        + "<rdf:Description rdf:about='' xmlns:q='urn:q'><q:kept>" + "k".repeat(500)
                        + "</q:kept></rdf:Description></rdf:RDF></x:xmpmeta>")
                        .getBytes());
        byte[] plain = TestImages.bytes(TestImages.encoded("jpeg", 96, 64));
        int firstLength = plain.length + xmp.length + 4 + 4 + 8 + 2 + 3 * 12 + 4 + 32;
        ByteBuffer index = ByteBuffer.allocate(8 + 2 + 3 * 12 + 4 + 32).put("MM\0*".getBytes()).putInt(8).putShort((short) 3);
        index.putShort((short) 0xB000).putShort((short) 7).putInt(4).put("0100".getBytes());
        index.putShort((short) 0xB001).putShort((short) 4).putInt(1).putInt(2);
        index.putShort((short) 0xB002).putShort((short) 7).putInt(32).putInt(50).putInt(0);
        index.putInt(0x20030000).putInt(firstLength).putInt(0).putInt(0);
        index.putInt(0).putInt(further.length).putInt(firstLength - (2 + 4 + 4)).putInt(0);
        byte[] mpf = JpegFile.segment(0xE2, "MPF\0".getBytes(StandardCharsets.ISO_8859_1), index.array());
        byte[] first = inserted(plain, mpf, xmp);
        assertEquals(firstLength, first.length);
        byte[] both = Arrays.copyOf(first, first.length + further.length);
        System.arraycopy(further, 0, both, first.length, further.length);
        assertEquals(further.length, read(both).get("MPImage2:MPImageLength").getAsInt());
        Path file = capture(both, "jpeg", "Title=T", "Description=" + "d".repeat(3_000));
        int start = read(file).get("MPImage2:MPImageStart").getAsInt();
        byte[] written = Files.readAllBytes(file);
        assertArrayEquals(further, Arrays.copyOfRange(written, start, start + further.length));
        assertEquals(written.length - further.length, read(file).get("MPImage1:MPImageLength").getAsInt());
        assertEquals(List.of(), problems(file).stream().filter(problem -> problem.contains("MPF")).toList());
    }

    @Test
    void aFurtherBlockOfExifContradictsNothing() throws Exception {
        byte[] jpeg = frame("exif-orientation");
        byte[] block = TestImages.bytes(JpegFile.exif(JpegSegments.read(ByteBuffer.wrap(jpeg))));
        byte[] twice = inserted(jpeg, JpegFile.segment(0xE1, "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1), block));
        Path file = capture(twice, "jpeg", "CameraModel=Mine", "GPSLatitude=3");
        String models = EXIFTOOL.run("-a", "-G4", "-s3", "-Model", "-n", file.toString());
        assertEquals(List.of("Mine", "Mine"), models.lines().limit(2).map(line -> line.replaceAll(".* ", "")).toList());
        assertFalse(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains("Cam 1"));
    }

    /** The JDK cannot decode it, libjpeg can; tables of another kind of coding would do no good. */
    @Test
    void arithmeticCodingGetsNoHuffmanTables() throws Exception {
        byte[] jpeg = TestImages.bytes(TestImages.encoded("jpeg", 96, 64));
        Path plain = Files.write(folder.resolve("plain.jpg"), jpeg);
        Path coded = folder.resolve("arithmetic.jpg");
        new Tool("jpegtran", "libjpeg-turbo-progs").run("-arithmetic", "-outfile", coded.toString(), plain.toString());
        byte[] arithmetic = Files.readAllBytes(coded);
        Path file = capture(arithmetic, "jpeg", "Title=T");
        assertTrue(JpegSegments.read(ByteBuffer.wrap(Files.readAllBytes(file))).segments().stream()
                .noneMatch(segment -> segment.marker() == JpegSegments.DHT));
    }
}
