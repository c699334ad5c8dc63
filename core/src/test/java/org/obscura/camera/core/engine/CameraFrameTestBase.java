package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.DeviceInfo;
import org.obscura.camera.core.Tool;
import org.obscura.camera.core.metadata.EmbeddedMetadata;
import org.obscura.camera.core.metadata.MetadataSchema;
import org.obscura.camera.core.metadata.MetadataWriter;
import org.obscura.camera.core.metadata.TestImages;
import org.obscura.camera.core.metadata.jpeg.JpegSegments;
import org.obscura.camera.spi.MemoryFrame;
import org.obscura.camera.spi.PixelFormat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** A test of what becomes of JPEG frames that bring metadata. */
abstract class CameraFrameTestBase {
    static final Tool EXIFTOOL = new Tool("exiftool", "libimage-exiftool-perl");
    static final DeviceInfo DEVICE = new DeviceInfo("test:1", "A display name", "test", DeviceInfo.Position.UNSPECIFIED, 180,
            "Maker of the device", "");

    @TempDir
    Path folder;
    final List<String> warnings = new ArrayList<>();
    Map<String, Object> announced;

    static byte[] frame(String name) throws Exception {
        try (InputStream in = CameraFrameTestBase.class.getResourceAsStream("/org/obscura/camera/core/frames/" + name + ".jpg")) {
            return in.readAllBytes();
        }
    }

    /** Does what a capture does with a frame, and returns the file. */
    Path capture(byte[] jpeg, String format, String... set) throws Exception {
        Map<String, Object> metadata = new LinkedHashMap<>();
        for (String entry : set) {
            String[] parts = entry.split("=", 2);
            metadata.put(parts[0], MetadataSchema.check(parts[0], parts[1]));
        }
        ByteBuffer data = ByteBuffer.wrap(jpeg);
        MemoryFrame frame = new MemoryFrame(JpegSegments.read(data).size().orElseThrow(), PixelFormat.JPEG, jpeg, 1, Instant.now());
        assertNull(JpegValidator.validate(data, frame.getResolution()));
        EmbeddedMetadata embedded = EmbeddedMetadata.of(data);
        SystemMetadata.Collected collected = new SystemMetadata("Obscura").complete(metadata, frame, DEVICE, UsedControls.NONE, embedded);
        announced = collected.all();
        ByteBuffer encoded = format.equals("jpeg") ? data : encoded(jpeg, format);
        List<ByteBuffer> parts = MetadataWriter.parts(encoded, format, collected.written(), embedded, null, warnings::add);
        return Files.write(folder.resolve("image." + format), TestImages.bytes(MetadataWriter.joined(parts)));
    }

    private static ByteBuffer encoded(byte[] jpeg, String format) throws Exception {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
        if (format.equals("webp")) {
            return TestImages.encoded("webp", image.getWidth(), image.getHeight());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return ByteBuffer.wrap(out.toByteArray());
    }

    static JsonObject read(Path file) throws Exception {
        return JsonParser.parseString(EXIFTOOL.run("-json", "-n", "-G1", file.toString())).getAsJsonArray().get(0).getAsJsonObject();
    }

    JsonObject read(byte[] jpeg) throws Exception {
        return read(Files.write(folder.resolve("frame.jpg"), jpeg));
    }

    static List<String> problems(Path file) throws Exception {
        return EXIFTOOL.run("-validate", "-warning", "-error", "-a", "-s3", file.toString()).lines()
                .filter(line -> !line.matches("OK|\\d+ .*"))
                .toList();
    }

    void assertSame(byte[] jpeg, Path file, String... tags) throws Exception {
        JsonObject before = read(jpeg);
        JsonObject after = read(file);
        for (String tag : tags) {
            assertTrue(before.has(tag), () -> tag + " in the frame");
            assertEquals(before.get(tag), after.get(tag), tag);
        }
    }

    static byte[] inserted(byte[] jpeg, byte[]... segments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        for (byte[] segment : segments) {
            out.writeBytes(segment);
        }
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }
}
