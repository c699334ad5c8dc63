package org.obscura.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.obscura.camera.CameraStatistics.Latency;
import org.obscura.camera.ControlInfo.Kind;
import org.obscura.camera.ControlInfo.Trait;
import org.obscura.camera.DeviceInfo.Position;
import org.obscura.camera.spi.CameraDevice;
import org.obscura.camera.spi.ImageFormat;

/** The values that applications and backends pass: what they accept, and that they travel. */
class ValuesTest {
    private static final Resolution SIZE = new Resolution(640, 480);

    @SuppressWarnings("unchecked")
    private static <T> T travelled(T value) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        }
    }

    private static CapturedImage image(Path path, ByteBuffer bytes) {
        return new CapturedImage(7, "front", "v4l2:a", path, bytes, URI.create("camera-preview:front/7"), "jpeg", SIZE, Instant.EPOCH,
                Map.of("Resolution", SIZE, "Keywords", List.of("a", "b")), Map.of(ControlKeys.EXPOSURE_TIME, Duration.ofMillis(10)),
                List.of("the control zoom=9 is left out: the device has no such control"));
    }

    @Test
    void valuesTravel() throws Exception {
        CaptureOptions options = CaptureOptions.builder().location("a.jpg").resolution(SIZE).metadata("Title", "t")
                .control(ControlKeys.ZOOM, 2.0)
                .bracket(ControlKeys.EXPOSURE_COMPENSATION, -1.0, 1.0).build();
        CameraStatistics statistics = new CameraStatistics(3, 1, 1, Map.of(CaptureError.FORMAT, 1L), 0,
                new Latency(1, Duration.ofMillis(1), Duration.ZERO, Duration.ZERO, Duration.ZERO), 0, Duration.ZERO, Duration.ZERO, "", 0);
        List<Object> values = List.of(SIZE, new Region(1, 2, 3, 4), options, statistics,
                new SeriesResult(2, 2, 1, 1, CaptureError.NO_ERROR, 0, Duration.ZERO, 0),
                new DeviceInfo("v4l2:a", "A", "v4l2", Position.FRONT_FACE, 90, "", ""),
                ControlInfo.range(ControlKeys.ZOOM, Kind.NUMBER, "Zoom", 1, 4, "x").withValue(2.0), ImageFormat.JPEG,
                image(Path.of("/a/b.jpg"), null));
        for (Object value : values) {
            assertEquals(value, travelled(value));
        }
    }

    @Test
    void anImageInMemoryTravelsWithItsBytes() throws Exception {
        CapturedImage image = travelled(image(null, ByteBuffer.wrap(new byte[] {1, 2, 3, 4}, 1, 2)));
        assertNull(image.path());
        assertEquals(ByteBuffer.wrap(new byte[] {2, 3}), image.bytes());
    }

    @Test
    void aFailureTravelsWithoutItsCause() throws Exception {
        CaptureException failure = travelled(new CaptureException(7, CaptureError.FORMAT, "No image", new IOException("lost")));
        assertEquals(7, failure.getRequestId());
        assertEquals(CaptureError.FORMAT, failure.getError());
        assertEquals("No image", failure.getMessage());
        assertNull(failure.getCause());
    }

    @Test
    void anImageCannotBeChangedFromOutside() {
        Map<String, Object> metadata = new HashMap<>(Map.of("Title", "a"));
        CapturedImage image = new CapturedImage(1, "c", "d", null, ByteBuffer.wrap(new byte[4]), URI.create("camera-preview:c/1"), "jpeg",
                SIZE, Instant.EPOCH, metadata, Map.of(), List.of());
        metadata.put("Title", "b");
        assertEquals("a", image.metadata().get("Title"));
        image.bytes().position(3);
        assertEquals(0, image.bytes().position());
        assertTrue(image.bytes().isReadOnly());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1280x720", " 1280 x 720 ", "1280X720", "1280\u00d7720"})
    void resolutionsAreReadFromText(String text) {
        assertEquals(new Resolution(1280, 720), Resolution.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1280", "x", "-1x5", "0x10", "65536x1", "1280x720x3", ""})
    void whatIsNoResolutionIsRefusedWithTheText(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> Resolution.parse(text)).getMessage();
        assertTrue(message.contains("'" + text + "'") || message.contains("1 to 65535"), message);
    }

    @Test
    void theTextOfAValueReadsBack() {
        assertEquals(SIZE, Resolution.parse(SIZE.toString()));
        Region region = new Region(0, 65_535, 1, 65_535);
        assertEquals(region, Region.parse(region.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,2,3", "1,2,0,4", "a,b,c,d", "-1,2,3,4", "1,2,3,65536"})
    void whatIsNoRegionIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Region.parse(text));
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "a:b, 45", "a:b, -90", "a:b, 360"})
    void deviceIdentitiesAreChecked(String id, int orientation) {
        assertThrows(IllegalArgumentException.class, () -> new DeviceInfo(id, "n", "b", Position.UNSPECIFIED, orientation, "", ""));
    }

    @Test
    void formatsAreNamedInAnyCaseByNameAndSuffix() {
        assertTrue(ImageFormat.JPEG.matches("JPG") && ImageFormat.JPEG.matches("jpeg") && ImageFormat.TIFF.matches("Tif"));
        assertFalse(ImageFormat.JPEG.matches("png"));
        assertThrows(IllegalArgumentException.class, () -> new ImageFormat("Jpeg", List.of("jpg"), "image/jpeg"));
        assertThrows(IllegalArgumentException.class, () -> new ImageFormat("x", List.of(), "image/x"));
    }

    @Test
    void descriptionsOfControlsAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> ControlInfo.of("", Kind.TEXT, ""));
        assertThrows(IllegalArgumentException.class, () -> ControlInfo.choice("a.b", "", List.of()));
        assertThrows(IllegalArgumentException.class, () -> ControlInfo.range("a.b", Kind.NUMBER, "", 2, 1, ""));
        List<String> choices = new ArrayList<>(List.of("a"));
        ControlInfo info = ControlInfo.choice("a.b", "A", choices).withTraits(Set.of(Trait.READ_ONLY)).withDefault("a").withValue("a")
                .withStep(1.0);
        choices.clear();
        assertEquals(new ControlInfo("a.b", Kind.CHOICE, null, null, 1.0, "a", List.of("a"), "", "A", Set.of(Trait.READ_ONLY), "a"), info);
    }

    @Test
    void theDeviceHasOneKeyInEventsAndServices() {
        assertEquals(CameraDevice.DEVICE_ID, CameraEvents.DEVICE_ID);
    }
}
