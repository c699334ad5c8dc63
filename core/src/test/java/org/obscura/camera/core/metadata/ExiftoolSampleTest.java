package org.obscura.camera.core.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.MetadataKeys;
import org.obscura.camera.core.Tool;
import org.obscura.camera.core.metadata.schema.ExifEncodings;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** Some hundred images with random values, read by exiftool in one go. */
@Tag("slow")
class ExiftoolSampleTest {
    private static final int PICTURES = 300;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss");
    private static final String ALPHABET = "aZ09 .,;:-_<>&\"'()/\\%\nÄéßИ日本語عربי😀🎞\u200d";

    @TempDir
    private Path folder;

    @Test
    void randomValuesComeBack() throws Exception {
        Random random = new Random(20260517);
        List<Map<String, Object>> written = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            Map<String, Object> metadata = random(random);
            String format = List.of("jpeg", "png", "tiff").get(i % 3);
            ByteBuffer picture = MetadataWriter.write(TestImages.encoded(format, 16, 16), format, metadata, null);
            Files.write(folder.resolve(String.format("%03d.%s", i, format)), TestImages.bytes(picture));
            written.add(metadata);
        }
        String read = new Tool("exiftool", "libimage-exiftool-perl").run("-q", "-q", "-json", "-n", "-a", "-G1", folder.toString());
        JsonArray files = JsonParser.parseString(read).getAsJsonArray();
        assertEquals(PICTURES, files.size());
        for (JsonElement file : files) {
            JsonObject found = file.getAsJsonObject();
            String name = Path.of(found.get("SourceFile").getAsString()).getFileName().toString();
            compare(name, written.get(Integer.parseInt(name.substring(0, 3))), found);
        }
    }

    private static Map<String, Object> random(Random random) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        put(metadata, MetadataKeys.TITLE, text(random));
        put(metadata, MetadataKeys.DESCRIPTION, text(random));
        put(metadata, MetadataKeys.COMMENT, text(random));
        put(metadata, MetadataKeys.GPS_AREA_INFORMATION, text(random));
        put(metadata, MetadataKeys.KEYWORDS, List.of(text(random), text(random) + "x", text(random) + "y"));
        put(metadata, MetadataKeys.AUTHOR, List.of("\"" + text(random), text(random) + "; " + text(random), text(random) + ";"));
        put(metadata, MetadataKeys.EXPOSURE_TIME, Math.pow(10, random.nextDouble() * 8 - 6));
        put(metadata, MetadataKeys.EXPOSURE_BIAS_VALUE, random.nextGaussian() * 3);
        put(metadata, MetadataKeys.GPS_LATITUDE, random.nextDouble() * 180 - 90);
        put(metadata, MetadataKeys.GPS_LONGITUDE, random.nextDouble() * 360 - 180);
        put(metadata, MetadataKeys.GPS_ALTITUDE, random.nextGaussian() * 1000);
        put(metadata, MetadataKeys.DATE_TIME_ORIGINAL, ZonedDateTime.of(1 + random.nextInt(9998), 1, 2, 0, 0, 0, 0, ZoneOffset.UTC)
                .plusMinutes(random.nextInt(364 * 24 * 60)).plusNanos(random.nextLong(60_000_000_000L))
                .withZoneSameInstant(ZoneOffset.ofTotalSeconds((random.nextInt(2 * 899 + 1) - 899) * 60)));
        return metadata;
    }

    private static void put(Map<String, Object> metadata, String key, Object value) {
        metadata.put(key, MetadataSchema.check(key, value));
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder("t");
        int[] letters = ALPHABET.codePoints().toArray();
        boolean anything = random.nextInt(3) == 0;
        for (int i = random.nextInt(30); i >= 0; i--) {
            int letter = anything ? random.nextInt(0x20, Character.MAX_CODE_POINT + 1) : letters[random.nextInt(letters.length)];
            text.append(Expected.text("t" + Character.toString(letter) + "!").isPresent() ? Character.toString(letter) : "");
        }
        return text + "!";
    }

    private static void compare(String file, Map<String, Object> metadata, JsonObject found) throws IOException {
        Map<String, String> texts = Map.of("XMP-dc:Title", MetadataKeys.TITLE, "IFD0:ImageDescription", MetadataKeys.DESCRIPTION,
                "XMP-dc:Description", MetadataKeys.DESCRIPTION, "ExifIFD:UserComment", MetadataKeys.COMMENT, "XMP-exif:UserComment",
                MetadataKeys.COMMENT, "GPS:GPSAreaInformation", MetadataKeys.GPS_AREA_INFORMATION);
        texts.forEach((tag, key) -> assertEquals(metadata.get(key), found.get(tag).getAsString(), () -> file + " " + tag));
        assertEquals(metadata.get(MetadataKeys.KEYWORDS), found.getAsJsonArray("XMP-dc:Subject").asList().stream()
                .map(JsonElement::getAsString).toList(), file);
        List<?> authors = (List<?>) metadata.get(MetadataKeys.AUTHOR);
        assertEquals(authors, found.getAsJsonArray("XMP-dc:Creator").asList().stream().map(JsonElement::getAsString).toList(), file);
        assertEquals(
                authors.stream().map(author -> "\"" + author.toString().replace("\"", "\"\"") + "\"").collect(Collectors.joining("; ")),
                found.get("IFD0:Artist").getAsString(), file);
        number(file, found, "ExifIFD:ExposureTime", metadata.get(MetadataKeys.EXPOSURE_TIME));
        number(file, found, "XMP-exif:ExposureTime", metadata.get(MetadataKeys.EXPOSURE_TIME));
        number(file, found, "ExifIFD:ExposureCompensation", metadata.get(MetadataKeys.EXPOSURE_BIAS_VALUE));
        number(file, found, "XMP-exif:GPSLatitude", metadata.get(MetadataKeys.GPS_LATITUDE));
        number(file, found, "Composite:GPSLatitude", metadata.get(MetadataKeys.GPS_LATITUDE));
        number(file, found, "Composite:GPSLongitude", metadata.get(MetadataKeys.GPS_LONGITUDE));
        number(file, found, "Composite:GPSAltitude", metadata.get(MetadataKeys.GPS_ALTITUDE));
        ZonedDateTime time = (ZonedDateTime) metadata.get(MetadataKeys.DATE_TIME_ORIGINAL);
        String expected = TIME.format(time) + "." + ExifEncodings.fraction(time);
        String offset = DateTimeFormatter.ofPattern("XXX").format(time);
        assertEquals(expected + offset, found.get("XMP-exif:DateTimeOriginal").getAsString(), file);
        assertEquals(expected + DateTimeFormatter.ofPattern("xxx").format(time), found.get("Composite:SubSecDateTimeOriginal")
                .getAsString(), file);
    }

    private static void number(String file, JsonObject found, String tag, Object value) {
        double expected = (Double) value;
        assertEquals(expected, found.get(tag).getAsDouble(), 1e-9 * Math.max(1, Math.abs(expected)), () -> file + " " + tag);
    }
}
