package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.obscura.camera.MetadataKeys;
import org.obscura.camera.core.metadata.CameraJpeg;
import org.obscura.camera.core.metadata.TestImages;
import org.obscura.camera.core.metadata.jpeg.JpegFile;

import com.google.gson.JsonObject;

/** What stays of the metadata of a JPEG frame that are damaged or incomplete; expected values are those of the frame before its damage. */
@Tag("slow")
class DamagedExifTest extends CameraFrameTestBase {
    private static final int EXIF_POINTER = 0x8769;
    private static final int GPS_POINTER = 0x8825;
    private static final int INTEROPERABILITY_POINTER = 0xA005;
    private static final int UNIQUE_ID = 0xA420;
    private static final int ENTRY = 12;
    private static final List<String> TAGS = List.of("IFD0:Make", "IFD0:Model", "IFD0:Orientation", "IFD0:Software",
            "ExifIFD:DateTimeOriginal", "ExifIFD:OffsetTimeOriginal", "ExifIFD:ImageUniqueID", "GPS:GPSLatitude", "GPS:GPSTimeStamp");

    /** Readers stop at a pointer that leads out of the block or into its header. */
    @ParameterizedTest
    @CsvSource({"0x8825, GPS:, the directory of tag 0x8825", "0x8769, ExifIFD:, the directory of tag 0x8769",
            "0x0131, IFD0:Software, tag 0x0131 of the first directory", "0, IFD1:, the second directory",
            "0xA005, ExifIFD:ImageUniqueID, interoperability directory"})
    void aPointerThatLeadsNowhereCostsOnlyWhatItPointsAt(int tag, String lost, String warning) throws Exception {
        byte[] jpeg = frame("exif-orientation");
        JsonObject before = read(jpeg);
        List<String> problems = problems(folder.resolve("frame.jpg"));
        for (int pointer : List.of(0x7FFF_FFFF, -16, 4)) {
            warnings.clear();
            Path file = capture(pointing(jpeg, tag, pointer), "jpeg", "Title=T");
            JsonObject found = read(file);
            for (String kept : TAGS) {
                if (!kept.startsWith(lost)) {
                    assertTrue(before.has(kept), kept);
                    assertEquals(before.get(kept), found.get(kept), () -> kept + " with the pointer " + pointer);
                }
            }
            assertEquals("T", found.get("IFD0:XPTitle").getAsString());
            assertEquals("T", found.get("XMP-dc:Title").getAsString());
            assertEquals(1, warnings.size(), warnings::toString);
            assertTrue(warnings.get(0).contains("not kept: ") && warnings.get(0).contains(warning), warnings::toString);
            assertEquals(List.of(), problems(file).stream().filter(problem -> !problems.contains(problem)).toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "tiff", "webp"})
    void itCostsNoMoreInAnotherFormat(String format) throws Exception {
        byte[] jpeg = frame("exif-orientation");
        Path file = capture(pointing(jpeg, GPS_POINTER, 0x7FFF_FFFF), format, "Title=T");
        assertSame(jpeg, file, TAGS.stream().filter(tag -> !tag.startsWith("GPS:")).toArray(String[]::new));
        assertEquals("T", read(file).get("XMP-dc:Title").getAsString());
        assertEquals(1, warnings.size(), warnings::toString);
        assertTrue(warnings.get(0).contains("0x8825"), warnings::toString);
    }

    /** The lost position is no reason to lose one that the application sets. */
    @Test
    void whatTheApplicationSetsIsWrittenInPlaceOfALostDirectory() throws Exception {
        byte[] jpeg = pointing(frame("exif-orientation"), GPS_POINTER, -16);
        JsonObject found = read(capture(jpeg, "jpeg", "GPSLatitude=1.5", "GPSLongitude=2"));
        assertEquals(1.5, found.get("GPS:GPSLatitude").getAsDouble());
        assertEquals(2, found.get("GPS:GPSLongitude").getAsDouble());
        assertFalse(found.has("GPS:GPSTimeStamp"), "a time of the lost position");
    }

    /** The frame with another offset in an entry of its EXIF, or, of tag 0, where the offset of the second directory is. */
    private static byte[] pointing(byte[] jpeg, int tag, int pointer) {
        ByteBuffer changed = ByteBuffer.wrap(jpeg.clone());
        int block = text(jpeg).indexOf("Exif\0\0MM") + 6;
        int first = block + changed.getInt(block + 4);
        if (tag == 0) {
            return changed.putInt(first + 2 + ENTRY * changed.getShort(first), pointer).array();
        }
        if (tag == INTEROPERABILITY_POINTER) { // the frame has none; its tag follows the same others as that of the id
            int entry = entry(changed, block + changed.getInt(entry(changed, first, EXIF_POINTER) + 8), UNIQUE_ID);
            return changed.putShort(entry, (short) tag).putShort(entry + 2, (short) 4).putInt(entry + 4, 1).putInt(entry + 8, pointer)
                    .array();
        }
        return changed.putInt(entry(changed, first, tag) + 8, pointer).array();
    }

    private static int entry(ByteBuffer jpeg, int directory, int tag) {
        int entry = directory + 2;
        while ((jpeg.getShort(entry) & 0xFFFF) != tag) {
            entry += ENTRY;
        }
        return entry;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The frame with zeros in place of a text. */
    private static byte[] without(byte[] jpeg, String text) {
        return text(jpeg).replace(text, "\0".repeat(text.length())).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] withMakerNote() {
        return TestImages.bytes(CameraJpeg.encoded(TestImages.bytes(TestImages.encoded("jpeg", 40, 30))));
    }

    @Test
    void aMakerAloneGetsNoModelOfTheDevice() throws Exception {
        byte[] onlyMaker = without(frame("exif-orientation"), "Cam 1");
        for (byte[] jpeg : List.of(withMakerNote(), onlyMaker)) {
            Path file = capture(jpeg, "jpeg", "Title=T");
            assertSame(jpeg, file, "IFD0:Make");
            assertFalse(announced.containsKey(MetadataKeys.CAMERA_MODEL), announced::toString);
            assertFalse(text(Files.readAllBytes(file)).contains(DEVICE.displayName()), "the model of the device");
            assertEquals(List.of(), warnings);
        }
    }

    /** Programs read the note by the maker that they find beside it. */
    @Test
    void aMakerNoteAloneGetsNoMakerOfTheDevice() throws Exception {
        String written = text(Files.readAllBytes(capture(without(withMakerNote(), CameraJpeg.MAKE), "jpeg", "Title=T")));
        assertFalse(written.contains(DEVICE.manufacturer()) || written.contains(DEVICE.displayName()), "the maker of the device");
        assertTrue(written.contains(text(CameraJpeg.NOTE)), "the note");
        assertEquals(List.of(), warnings);
    }

    @Test
    void aModelThatTheApplicationSetsBesideAMakerNoteIsWrittenWithAWarning() throws Exception {
        JsonObject found = read(capture(withMakerNote(), "jpeg", "CameraModel=Mine"));
        assertEquals("Mine", found.get("IFD0:Model").getAsString());
        assertEquals(CameraJpeg.MAKE, found.get("IFD0:Make").getAsString());
        assertEquals(1, warnings.size(), warnings::toString);
        assertTrue(warnings.get(0).contains("maker note"), warnings::toString);
    }

    /** Which colours a reader makes of it is not for this program to decide. */
    @Test
    void aBrokenColourProfileStays() throws Exception {
        byte[] profile = JpegFile.segment(0xE2, "ICC_PROFILE\0\1\1".getBytes(StandardCharsets.ISO_8859_1), "broken".getBytes());
        Path file = capture(inserted(TestImages.bytes(TestImages.encoded("jpeg", 96, 64)), profile), "jpeg", "Title=T");
        assertTrue(text(Files.readAllBytes(file)).contains(text(profile)));
        assertEquals("T", read(file).get("IFD0:XPTitle").getAsString());
    }
}
