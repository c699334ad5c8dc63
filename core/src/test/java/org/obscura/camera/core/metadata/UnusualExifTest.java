package org.obscura.camera.core.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.obscura.camera.MetadataKeys;
import org.obscura.camera.core.metadata.exif.ExifBlock;
import org.obscura.camera.core.metadata.ifd.TiffDirectory;
import org.obscura.camera.core.metadata.ifd.TiffReader;
import org.obscura.camera.core.metadata.jpeg.JpegFile;
import org.obscura.camera.core.metadata.jpeg.JpegSegments;

/** EXIF that differs from the standard and that readers understand. */
class UnusualExifTest {
    private static final int MAKE = 0x010F;
    private static final int ORIENTATION = 0x0112;
    private static final int LENS_MODEL = 0xA434;
    private static final int LENS_NUMBER = 0xA435;
    private static final int NOWHERE = 60_000;
    /** Where the directories and values of the blocks below are. */
    private static final int FIRST_DIRECTORY = 100;
    private static final int SECOND_DIRECTORY = 140;
    private static final int TEXT = 180;
    private static final int LENGTH = 200;

    @ParameterizedTest
    @CsvSource({"1, 1, BE", "1, 1, LE", "3, 2, BE", "3, 2, LE", "4, 4, BE", "4, 4, LE", "6, 1, BE", "8, 2, LE", "9, 4, BE"})
    void anOrientationOfAnyIntegerTypeIsThatOfTheFrame(int type, int size, String byteOrder) throws Exception {
        ByteOrder order = byteOrder.equals("BE") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        ByteBuffer block = block(order, 1);
        entry(block, ORIENTATION, type, 1, inEntry(order, size, 6));
        assertEquals(90, EmbeddedMetadata.of(frame(block)).value(MetadataKeys.ORIENTATION));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 129})
    void aMakerInAnyTypeOfTextIsThatOfTheFrameAndStays(int type) throws Exception {
        ByteBuffer block = block(ByteOrder.BIG_ENDIAN, 1);
        entry(block, MAKE, type, 5, TEXT);
        block.put(TEXT, text("Äcm"));
        EmbeddedMetadata embedded = EmbeddedMetadata.of(frame(block));
        assertEquals("Äcm", embedded.value(MetadataKeys.CAMERA_MANUFACTURER));
        List<String> warnings = new ArrayList<>();
        for (String format : List.of("jpeg", "png", "tiff")) {
            ByteBuffer image = format.equals("jpeg") ? frame(block) : TestImages.encoded(format);
            ByteBuffer written = MetadataWriter.joined(
                    MetadataWriter.parts(image, format, Map.of(MetadataKeys.TITLE, "T"), embedded, null, warnings::add));
            assertTrue(contains(written, text("Äcm")), format);
        }
        assertEquals(List.of(), warnings);
    }

    @Test
    void aPointerThatLeadsNowhereDoesNotHideAnotherOne() throws Exception {
        ByteBuffer block = block(ByteOrder.BIG_ENDIAN, 2);
        entry(block, ExifBlock.EXIF_POINTER, 4, 1, NOWHERE);
        entry(block, ExifBlock.EXIF_POINTER, 4, 1, FIRST_DIRECTORY);
        directory(block, FIRST_DIRECTORY, LENS_MODEL);
        List<String> warnings = new ArrayList<>();
        TiffDirectory written = written(block, warnings);
        assertTrue(exif(written).has(LENS_MODEL));
        assertEquals(1, warnings.size(), warnings.toString());
        assertTrue(warnings.get(0).contains("60000"), warnings.get(0));
    }

    @Test
    void theFieldsOfTwoDirectoriesOfOneKindAreKept() throws Exception {
        ByteBuffer block = block(ByteOrder.BIG_ENDIAN, 2);
        entry(block, ExifBlock.EXIF_POINTER, 4, 1, FIRST_DIRECTORY);
        entry(block, ExifBlock.EXIF_POINTER, 4, 1, SECOND_DIRECTORY);
        directory(block, FIRST_DIRECTORY, LENS_MODEL);
        directory(block, SECOND_DIRECTORY, LENS_NUMBER);
        List<String> warnings = new ArrayList<>();
        TiffDirectory written = written(block, warnings);
        assertTrue(exif(written).has(LENS_MODEL));
        assertTrue(exif(written).has(LENS_NUMBER));
        assertEquals(List.of(), warnings);
    }

    /** Their fields would be millions, of a block of 64 kB. */
    @Test
    void furtherDirectoriesThatOverlapAreNotRead() throws Exception {
        int entries = 5450;
        int pointers = entries / 2;
        ByteBuffer block = ByteBuffer.allocate(10 + entries * 12 + 4);
        block.put(block(ByteOrder.BIG_ENDIAN, pointers).flip());
        for (int i = 0; i < pointers; i++) {
            entry(block, ExifBlock.EXIF_POINTER, 4, 1, 10 + 12 * (pointers + i) + 10);
        }
        for (int i = pointers; i < entries; i++) {
            entry(block, LENS_MODEL, 1, 1, entries - i - 1); // the lower half is the number of entries of a directory that begins there
        }
        List<String> warnings = new ArrayList<>();
        TiffDirectory exif = exif(TiffReader.read(block.putInt(0).flip(), "EXIF", warnings::add, ExifBlock.EXIF_POINTER));
        assertTrue(exif.has(LENS_MODEL));
        assertEquals(pointers - 1, warnings.size());
        assertTrue(warnings.stream().allMatch(warning -> warning.endsWith(", where another one is")), warnings.get(0));
    }

    @Test
    void aSecondDirectoryThatIsTheFirstAgainIsCutOff() throws Exception {
        ByteBuffer block = block(ByteOrder.BIG_ENDIAN, 1);
        entry(block, MAKE, 2, 5, TEXT);
        block.put(TEXT, text("Äcm")).putInt(8);
        List<String> warnings = new ArrayList<>();
        TiffDirectory written = written(block, warnings);
        assertTrue(written.has(MAKE));
        assertNull(written.next());
        assertEquals(1, warnings.size(), warnings.toString());
    }

    private static TiffDirectory exif(TiffDirectory root) {
        TiffDirectory exif = root.children().get(ExifBlock.EXIF_POINTER);
        assertNotNull(exif);
        return exif;
    }

    /** Returns the directories of a frame to which a title was added. */
    private static TiffDirectory written(ByteBuffer block, List<String> warnings) throws IOException {
        ByteBuffer written = MetadataWriter.joined(MetadataWriter.parts(frame(block), "jpeg", Map.of(MetadataKeys.TITLE, "T"),
                EmbeddedMetadata.NONE, null, warnings::add));
        ByteBuffer exif = JpegFile.exif(JpegSegments.read(written));
        assertNotNull(exif);
        List<String> faults = new ArrayList<>();
        TiffDirectory root = TiffReader.read(exif, "EXIF", faults::add, ExifBlock.EXIF_POINTER, ExifBlock.GPS_POINTER);
        TiffReader.readNext(root, exif, "EXIF", faults::add);
        assertEquals(List.of(), faults);
        return root;
    }

    private static boolean contains(ByteBuffer image, byte[] part) {
        for (int at = 0; at + part.length <= image.remaining(); at++) {
            if (image.slice(at, part.length).equals(ByteBuffer.wrap(part))) {
                return true;
            }
        }
        return false;
    }

    private static byte[] text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(utf8, utf8.length + 1);
    }

    private static ByteBuffer frame(ByteBuffer block) {
        return CameraJpeg.withExif(block.array());
    }

    /** Returns a block whose first directory is to be filled from its position on. */
    private static ByteBuffer block(ByteOrder order, int entries) {
        ByteBuffer block = ByteBuffer.allocate(LENGTH).order(order);
        block.put((order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        return block.putShort((short) entries);
    }

    private static void directory(ByteBuffer block, int at, int tag) {
        assertFalse(at < block.position());
        ByteBuffer directory = block.duplicate().order(block.order()).position(at).putShort((short) 1);
        entry(directory, tag, 2, 4, 0x41424300);
    }

    private static void entry(ByteBuffer block, int tag, int type, int count, int value) {
        block.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }

    /** Returns the four bytes of an entry that begin with a number. */
    private static int inEntry(ByteOrder order, int size, int number) {
        return order == ByteOrder.BIG_ENDIAN ? number << 8 * (4 - size) : number;
    }
}
