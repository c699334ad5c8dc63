package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.MetadataKeys;
import org.obscura.camera.Resolution;
import org.obscura.camera.core.Tool;
import org.obscura.camera.core.metadata.EveryKey;
import org.obscura.camera.core.metadata.TestImages;
import org.obscura.camera.spi.PixelFormat;

/** Every kind of file that the engine makes, before the programs that look for faults: they find none, and have nothing to warn of. */
@Tag("slow")
class CleanFilesTest extends EngineTestBase {
    private static final Tool EXIFTOOL = new Tool("exiftool", "libimage-exiftool-perl");
    private static final Resolution SIZE = new Resolution(64, 48);
    private static final List<String> SUFFIXES = List.of("jpg", "png", "tif", "bmp");
    private static final String WORLD = "İß Ж ع\u0301 אב हि ไทย 日本語 한글 \u200f😀 🏳\ufe0f\u200d🌈 𝒜 \ud87e\udc04 \u00a0\u2028"
            + " <&>\"'\\ \n\t]]> %n";
    /** Longer than a segment of a JPEG. */
    private static final int LONG = 70_000;

    /** What a frame looks like. */
    private record Kind(PixelFormat format, byte[] bytes) {
    }

    @BeforeEach
    void takePictures() throws Exception {
        List<Map.Entry<String, Kind>> kinds = List.copyOf(kinds().entrySet());
        List<Map.Entry<String, Map<String, Object>>> metadata = List.copyOf(metadata().entrySet());
        for (int i = 0; i < kinds.size(); i++) {
            for (int j = 0; j < metadata.size(); j++) {
                // so that files of each format, and of each kind of frame, lie in each of the four ways
                ManualDevice device = context.plug(new ManualDevice(i + "-" + j, (i + j) % 4 * 90), 0);
                CameraService camera = context.camera("camera" + i + "-" + j, "device.target",
                        "(camera.device.id=" + device.info.id() + ")");
                for (String suffix : SUFFIXES) {
                    Kind kind = kinds.get(i).getValue();
                    device.give(d -> d.frame(SIZE, kind.format(), kind.bytes()));
                    CaptureOptions.Builder options = options()
                            .location(kinds.get(i).getKey() + "-" + metadata.get(j).getKey() + "." + suffix);
                    metadata.get(j).getValue().forEach(options::metadata);
                    camera.submit(options.build()).getResult().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                }
            }
        }
    }

    private Map<String, Kind> kinds() throws Exception {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        kinds.put("colour", new Kind(PixelFormat.BGR24, noise(3)));
        kinds.put("gray", new Kind(PixelFormat.GRAY8, noise(1)));
        byte[] jpeg = TestImages.bytes(TestImages.encoded("jpeg", SIZE.width(), SIZE.height()));
        kinds.put("jpeg", new Kind(PixelFormat.JPEG, jpeg));
        // as cameras write it, in the byte order that is not ours, with a thumbnail and an orientation of its own
        Path scratch = Files.createDirectory(folder.resolve("scratch"));
        Path camera = Files.write(scratch.resolve("camera.jpg"), jpeg);
        Path thumbnail = Files.write(scratch.resolve("thumbnail.jpg"), TestImages.bytes(TestImages.encoded("jpeg", 32, 24)));
        EXIFTOOL.run("-q", "-n", "-overwrite_original", "-ExifByteOrder=MM", "-Make=ACME", "-Model=One", "-Orientation=8", "-ISO=800",
                "-ExposureTime=0.01",
                "-DateTimeOriginal=2020:01:02 03:04:05", "-InteropIndex=R98", "-GPSLatitude=1.5", "-GPSLatitudeRef=N", "-XMP-dc:Source=own",
                "-ThumbnailImage<=" + thumbnail, camera.toString());
        kinds.put("camera", new Kind(PixelFormat.JPEG, Files.readAllBytes(camera)));
        return kinds;
    }

    private static byte[] noise(int samples) {
        byte[] bytes = new byte[SIZE.width() * SIZE.height() * samples];
        new Random(4711).nextBytes(bytes);
        return bytes;
    }

    private static Map<String, Map<String, Object>> metadata() {
        Map<String, Map<String, Object>> metadata = new LinkedHashMap<>();
        metadata.put("none", Map.of());
        Map<String, Object> every = EveryKey.metadata();
        every.remove(MetadataKeys.ORIENTATION);
        metadata.put("every", every);
        Map<String, Object> world = new LinkedHashMap<>();
        every.forEach((key, value) -> {
            if (MetadataKeys.AUTHOR.equals(key) || MetadataKeys.KEYWORDS.equals(key)) {
                world.put(key, List.of(WORLD, "; " + WORLD, "\"" + WORLD));
            } else if (List.of(MetadataKeys.TITLE, MetadataKeys.COMMENT, MetadataKeys.DESCRIPTION, MetadataKeys.COPYRIGHT,
                    MetadataKeys.SUBJECT,
                    MetadataKeys.CAMERA_MODEL, MetadataKeys.GPS_AREA_INFORMATION, MetadataKeys.DEVICE_SETTING_DESCRIPTION, "Inspector")
                    .contains(key)) {
                world.put(key, key + WORLD);
            }
        });
        metadata.put("unicode", world);
        Map<String, Object> large = new LinkedHashMap<>();
        for (String key : List.of(MetadataKeys.TITLE, MetadataKeys.COMMENT, MetadataKeys.DESCRIPTION, MetadataKeys.COPYRIGHT,
                MetadataKeys.AUTHOR,
                MetadataKeys.DEVICE_SETTING_DESCRIPTION, MetadataKeys.GPS_AREA_INFORMATION, MetadataKeys.GPS_PROCESSING_METHOD,
                "Inspector")) {
            large.put(key, (key + " 日本 ").repeat(LONG / key.length()).substring(0, LONG));
        }
        metadata.put("long", large);
        return metadata;
    }

    private List<String> files(String suffix) throws Exception {
        return names().stream().filter(name -> name.contains(suffix)).map(name -> folder.resolve(name).toString()).toList();
    }

    private static String[] arguments(List<String> files, String... first) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(files);
        return all.toArray(String[]::new);
    }

    @Test
    void othersFindNothingWrongWithAnyFile() throws Exception {
        assertEquals(64, files(".").size());
        List<String> validated = EXIFTOOL.run("-q", "-q", "-validate", "-warning", "-error", "-a", "-T", "-FileName", folder.toString())
                .lines()
                .filter(line -> !line.startsWith("OK\t-\t-\t")).toList();
        // EXIF has four words for the method of a position; another one is in XMP alone. EXIF of a TIFF requires one of the four, and any
        // of them would be untrue, while an empty one is invalid: so the field is missing
        assertEquals(List.of("1 Warning\tMissing required TIFF GPS tag 0x001b GPSProcessingMethod\t-\tcamera-long.tif"), validated,
                "exiftool -validate");
        assertEquals("", new Tool("pngcheck", "pngcheck").run(arguments(files(".png"), "-q")), "pngcheck");
        List<String> jpegs = new Tool("jpeginfo", "jpeginfo").run(arguments(files(".jpg"), "-c")).lines()
                .filter(line -> !line.matches(".*\\bOK\\b.*"))
                .toList();
        assertEquals(List.of(), jpegs, "jpeginfo -c");
        // standard error included: it unpacks each image
        String[] all = arguments(files("."), "-format", "%f %w %h %[fx:mean>0]\n");
        List<String> identified = new ArrayList<>(new Tool("identify", "imagemagick").run(all).lines().toList());
        identified.removeAll(names().stream().map(name -> name + " 64 48 1").toList());
        assertEquals(List.of(), identified, "identify");
    }
}
