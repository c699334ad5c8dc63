package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureRequest;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.MetadataKeys;
import org.osgi.service.event.Event;

/** Promises 4, a request keeps the settings of its moment, and 5, what is reported belongs to the request that it names. */
class SnapshotTest extends EngineTestBase {

    @Test
    void requestKeepsResolutionMetadataFormatLocationAndSettingsOfItsMoment() throws Exception {
        Path other = Files.createDirectory(folder.resolve("other"));
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front", "format", "png");
        camera.setResolution(ManualDevice.SMALL);
        camera.setMetadata(MetadataKeys.TITLE, "before");
        CaptureRequest before = camera.submit(CaptureOptions.defaults());
        device.awaitAsked();
        CaptureRequest waited = camera.submit(CaptureOptions.defaults());
        camera.setResolution(ManualDevice.LARGE);
        camera.setMetadata(MetadataKeys.TITLE, null);
        camera.setMetadata(MetadataKeys.DESCRIPTION, "after");
        camera.update(context.settings("front", "format", "bmp", "directory", other.toString()));
        CaptureRequest after = camera.submit(CaptureOptions.defaults());
        device.free();
        for (CaptureRequest request : List.of(before, waited)) {
            CapturedImage image = result(request);
            assertEquals(folder, image.path().getParent());
            assertEquals("png", image.format());
            assertEquals(ManualDevice.SMALL, image.resolution());
            assertEquals(ManualDevice.SMALL.width(), ImageIO.read(image.path().toFile()).getWidth());
            assertEquals("before", image.metadata().get(MetadataKeys.TITLE));
            assertFalse(image.metadata().containsKey(MetadataKeys.DESCRIPTION));
        }
        CapturedImage image = result(after);
        assertEquals(other, image.path().getParent());
        assertEquals("bmp", image.format());
        assertEquals(ManualDevice.LARGE, image.resolution());
        assertEquals("after", image.metadata().get(MetadataKeys.DESCRIPTION));
        assertFalse(image.metadata().containsKey(MetadataKeys.TITLE));
    }

    @Test
    void optionsOfARequestGoBeforeThoseOfTheCameraAndChangeNothingThere() throws Exception {
        context.plug("a").free();
        CameraService camera = context.camera("front");
        camera.setMetadata("Kept", "1");
        camera.setMetadata("Dropped", "2");
        CapturedImage image = result(camera.submit(options().inMemory().format("PNG").resolution(ManualDevice.SMALL)
                .metadata("Dropped", null).metadata("Own", "3").build()));
        assertEquals("png", image.format());
        assertEquals(ManualDevice.SMALL, image.resolution());
        assertEquals("1", image.metadata().get("Kept"));
        assertEquals("3", image.metadata().get("Own"));
        assertFalse(image.metadata().containsKey("Dropped"));
        assertEquals(Map.of("Kept", "1", "Dropped", "2"), camera.getMetadata());
        assertEquals(null, camera.getResolution());
        assertEquals(List.of(), names());
    }

    @Test
    void pathPreviewAndMetadataOfEachEventBelongToItsRequest() throws Exception {
        context.plug("a").free();
        CameraService camera = context.camera("front", "previews", 100);
        Map<Integer, String> places = new HashMap<>();
        for (int i = 0; i < 40; i++) {
            String place = folder.resolve("p" + i + (i % 2 == 0 ? ".jpg" : ".png")).toString();
            places.put(camera.submit(options().location(place).metadata("Mark", place).build()).getId(), place);
        }
        context.await(EngineFixture::isEnd, 40);
        for (Event event : context.events("IMAGE_SAVED")) {
            assertEquals(places.get(request(event)), event.getProperty(CameraEvents.PATH));
        }
        List<Event> marks = context.events(event -> "Mark".equals(event.getProperty(CameraEvents.KEY)));
        assertEquals(40, marks.size());
        for (Event event : marks) {
            assertEquals(places.get(request(event)), event.getProperty(CameraEvents.VALUE));
        }
        for (Event event : context.events("IMAGE_CAPTURED")) {
            byte[] preview = context.previews.open((String) event.getProperty(CameraEvents.PREVIEW));
            int blue = ImageIO.read(new java.io.ByteArrayInputStream(preview)).getRGB(5, 5) & 0xff;
            assertTrue(Math.abs(blue - (request(event) - 1)) <= 2, "the preview of " + request(event) + " shows frame " + blue);
        }
    }

    private static CapturedImage result(CaptureRequest request) throws Exception {
        return request.getResult().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
