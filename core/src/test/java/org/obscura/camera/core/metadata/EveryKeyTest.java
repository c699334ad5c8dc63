package org.obscura.camera.core.metadata;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.MetadataKeys;
import org.obscura.camera.core.Tool;
import org.obscura.camera.core.metadata.schema.MetadataField;
import org.obscura.camera.core.metadata.schema.MetadataTable;
import org.obscura.camera.core.metadata.value.EnumType;
import org.obscura.camera.core.metadata.value.IntegerType;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;

/** Every key of the table, read back by programs that others wrote. */
@Tag("slow")
class EveryKeyTest {
    private static final Tool EXIFTOOL = new Tool("exiftool", "libimage-exiftool-perl");
    private static final List<String> FORMATS = List.of("jpeg", "png", "tiff", "webp");
    /** A TIFF has its size in tags of its own; what libtiff warns of is in XMP alone. */
    private static final Pattern NOT_IN_TIFF = Pattern.compile("ExifIFD:ExifImage(Width|Height)|IFD0:XP.*|ExifIFD:GainControl");
    private static final JsonElement BIG_ENDIAN_SETTING = new JsonPrimitive(
            "base64:" + Base64.getEncoder()
                    .encodeToString("\0\1\0\1\0S\0c\0h\0\u00e4\0r\0f\0e\0 \0+\0001\0\0".getBytes(StandardCharsets.ISO_8859_1)));

    @TempDir
    private Path folder;
    private final Map<String, Path> files = new LinkedHashMap<>();

    @BeforeEach
    void writePictures() throws Exception {
        for (String format : FORMATS) {
            Path file = folder.resolve("every." + format);
            Files.write(file, TestImages.bytes(MetadataWriter.write(TestImages.encoded(format), format, EveryKey.metadata(),
                    TestImages.encoded("jpeg", 160, 120))));
            files.put(format, file);
        }
    }

    @Test
    void theRowsHoldEveryKeyOfTheApi() {
        Set<String> keys = Arrays.stream(MetadataKeys.class.getFields()).filter(f -> Modifier.isStatic(f.getModifiers()))
                .map(EveryKeyTest::value)
                .collect(Collectors.toSet());
        assertEquals(keys, MetadataTable.fields().stream().map(MetadataField::key).collect(Collectors.toSet()), "the table");
        assertTrue(EveryKey.rows().stream().map(EveryKey::key).collect(Collectors.toSet()).containsAll(keys), "the rows");
        for (EveryKey row : EveryKey.rows()) {
            MetadataTable.find(row.key()).ifPresent(field -> {
                assertEquals(field.exif().isEmpty(), row.exif().isEmpty(), () -> "EXIF of " + row.key());
                assertTrue(!row.xmp().isEmpty(), () -> "XMP of " + row.key());
                assertTrue(field.png() == null || !row.png().isEmpty(), () -> "PNG of " + row.key());
            });
        }
    }

    private static String value(Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void exiftoolReadsEveryValueFromEveryFormat() throws Exception {
        for (String format : FORMATS) {
            JsonObject found = JsonParser.parseString(EXIFTOOL.run("-json", "-n", "-a", "-b", "-G1", files.get(format).toString()))
                    .getAsJsonArray().get(0).getAsJsonObject();
            assertAll(format, EveryKey.rows().stream().flatMap(row -> checks(row, format, found)));
        }
    }

    /** One check for every place in which a value must be. */
    static Stream<Executable> checks(EveryKey row, String format, JsonObject found) {
        boolean tiff = format.equals("tiff");
        Stream<Map.Entry<String, JsonElement>> expected = Stream.concat(row.xmp().entrySet().stream(),
                row.exif().entrySet().stream().filter(e -> !tiff || !NOT_IN_TIFF.matcher(e.getKey()).matches()));
        if (format.equals("png")) {
            expected = Stream.concat(expected, row.png().entrySet().stream());
        }
        // the settings are in the byte order of the block, which JSON shows
        return expected.map(e -> () -> same(row.key() + " in " + e.getKey(), tiff && e.getKey().equals("ExifIFD:DeviceSettingDescription")
                ? BIG_ENDIAN_SETTING : e.getValue(), found.get(e.getKey())));
    }

    @Test
    void aTiffHasNoFieldThatLibtiffWarnsOf() throws Exception {
        assertEquals("", EXIFTOOL.run("-s", "-a", "-IFD0:XP*", "-ExifIFD:GainControl", files.get("tiff").toString()));
    }

    private static void same(String what, JsonElement expected, JsonElement found) {
        assertNotNull(found, what);
        if (found.isJsonPrimitive() && expected.isJsonPrimitive() && expected.getAsJsonPrimitive().isNumber()) {
            assertEquals(expected.getAsDouble(), found.getAsDouble(), 1e-9 * Math.abs(expected.getAsDouble()), what);
        } else {
            assertEquals(expected, found, what);
        }
    }

    @Test
    void exiftoolFindsNothingWrong() throws Exception {
        for (String format : FORMATS) {
            assertEquals("OK", EXIFTOOL.run("-validate", "-warning", "-error", "-a", "-s3", files.get(format).toString()).strip(), format);
        }
    }

    @Test
    void exiftoolFindsNothingWrongWithAnyWordNorWithAPlaceFoundInAnyWay() throws Exception {
        List<Map<String, Object>> all = new ArrayList<>();
        for (MetadataField field : MetadataTable.fields()) {
            if (field.type() instanceof EnumType words) {
                words.codes().keySet().forEach(word -> all.add(Map.of(field.key(), word)));
            } else if (field.type() instanceof IntegerType) {
                Stream.of(0, 1, 2, 3, 4, 90, 180, 270).filter(number -> accepts(field, number))
                        .forEach(number -> all.add(Map.of(field.key(), number)));
            }
        }
        all.add(Map.of(MetadataKeys.GPS_PROCESSING_METHOD, "by the stars"));
        all.add(Map.of(MetadataKeys.GPS_PROCESSING_METHOD, "by the stars", MetadataKeys.GPS_LATITUDE, 1.5, MetadataKeys.GPS_LONGITUDE,
                2.5));
        Path each = Files.createDirectory(folder.resolve("each"));
        for (int i = 0; i < all.size(); i++) {
            String format = FORMATS.get(i % FORMATS.size());
            Files.write(each.resolve(i + "." + format),
                    TestImages.bytes(MetadataWriter.write(TestImages.encoded(format, 16, 16), format, all.get(i), null)));
        }
        String found = EXIFTOOL.run("-q", "-q", "-validate", "-warning", "-error", "-a", "-T", "-FileName", each.toString());
        assertEquals(all.size(), found.lines().filter(line -> line.matches("OK\t-\t-\t.*")).count(),
                () -> found.lines().filter(line -> !line.startsWith("OK\t-\t-\t")).collect(Collectors.joining("\n")));
    }

    private static boolean accepts(MetadataField field, Object value) {
        try {
            field.type().convert(value);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Test
    void theOtherCheckersAcceptTheFiles() throws Exception {
        assertTrue(new Tool("pngcheck", "pngcheck").run("-q", files.get("png").toString()).isEmpty());
        assertTrue(new Tool("jpeginfo", "jpeginfo").run("-c", files.get("jpeg").toString()).contains("OK"));
        for (String format : FORMATS) {
            // ImageMagick 6 warns of the XMP of every WebP, also those written by exiftool
            String warnings = format.equals("webp") ? "-quiet" : "+quiet";
            String found = new Tool("identify", "imagemagick").run(warnings, "-format", "%m %w %h", files.get(format).toString());
            assertEquals(format.toUpperCase(java.util.Locale.ROOT) + " 640 480", found.strip());
        }
    }

    @Test
    void theThumbnailIsInTheFirstDirectoryAfterThePicture() throws Exception {
        String thumbnail = Base64.getEncoder().encodeToString(TestImages.bytes(TestImages.encoded("jpeg", 160, 120)));
        for (String format : List.of("jpeg", "png", "webp")) {
            JsonArray found = JsonParser.parseString(EXIFTOOL.run("-json", "-b", "-ThumbnailImage", files.get(format).toString()))
                    .getAsJsonArray();
            assertEquals("base64:" + thumbnail, found.get(0).getAsJsonObject().get("ThumbnailImage").getAsString());
        }
    }
}
