package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.ControlKeys;
import org.obscura.camera.MetadataKeys;
import org.obscura.camera.Resolution;

/** What is set at a camera: in one step, published once, and by whom last. */
class CameraValuesTest extends EngineTestBase {
    private List<Object> changes(String property) throws Exception {
        context.awaitDispatched();
        return context.events(event -> property.equals(event.getProperty(CameraEvents.PROPERTY))).stream()
                .map(event -> event.getProperty(CameraEvents.VALUE)).toList();
    }

    @Test
    void changesOfTheControlsArePublishedOnceWhoeverMakesThem() throws Exception {
        CameraService camera = context.camera("front", "controls", "image.brightness=1");
        camera.update(context.settings("front", "controls", "image.brightness=2"));
        camera.update(context.settings("front", "controls", "image.brightness=2", "format", "png"));
        camera.setControl(ControlKeys.IMAGE_BRIGHTNESS, 2);
        camera.setControl(ControlKeys.IMAGE_BRIGHTNESS, 3);
        camera.update(context.settings("front", "controls", "image.brightness=4"));
        camera.setControl(ControlKeys.IMAGE_BRIGHTNESS, null);
        assertEquals(List.of(Map.of(ControlKeys.IMAGE_BRIGHTNESS, 2.0), Map.of(ControlKeys.IMAGE_BRIGHTNESS, 3.0),
                Map.of(ControlKeys.IMAGE_BRIGHTNESS, 4.0)), changes("controls"));
    }

    @Test
    void whoSetsAControlLastCounts() {
        CameraService camera = context.camera("front", "controls", "image.brightness=1");
        camera.setControl(ControlKeys.IMAGE_BRIGHTNESS, 3);
        camera.update(context.settings("front", "controls", "image.brightness=1", "format", "png"));
        assertEquals(3.0, camera.getControls().get(ControlKeys.IMAGE_BRIGHTNESS), "another setting was changed");
        camera.update(context.settings("front", "controls", "image.brightness=4"));
        assertEquals(4.0, camera.getControls().get(ControlKeys.IMAGE_BRIGHTNESS));
        camera.setControl(ControlKeys.IMAGE_BRIGHTNESS, 3);
        camera.update(context.settings("front"));
        assertEquals(3.0, camera.getControls().get(ControlKeys.IMAGE_BRIGHTNESS), "the configuration says nothing of it");
    }

    @Test
    void whatIsSetAsTheConfigurationSaysFollowsIt() {
        CameraService camera = context.camera("front", "controls", "image.brightness=1");
        camera.setControl(ControlKeys.IMAGE_BRIGHTNESS, 3);
        camera.setControl(ControlKeys.IMAGE_BRIGHTNESS, 1);
        camera.update(context.settings("front"));
        assertEquals(Map.of(), camera.getControls());
    }

    @Test
    void severalControlsAreSetInOneStepOrNotAtAll() throws Exception {
        CameraService camera = context.camera("front", "controls", "image.brightness=1");
        Map<String, Object> wrong = new LinkedHashMap<>();
        wrong.put(ControlKeys.EXPOSURE_MODE, "manual");
        wrong.put(ControlKeys.IMAGE_BRIGHTNESS, 5);
        wrong.put(ControlKeys.EXPOSURE_TIME, "soon");
        assertThrows(IllegalArgumentException.class, () -> camera.setControls(wrong));
        assertEquals(Map.of(ControlKeys.IMAGE_BRIGHTNESS, 1.0), camera.getControls());
        camera.setControls(Map.of(ControlKeys.EXPOSURE_MODE, "manual", ControlKeys.EXPOSURE_TIME, "1/50"));
        assertEquals(List.of(camera.getControls()), changes("controls"));
        assertEquals(3, camera.getControls().size());
    }

    @Test
    void severalMetadataAreSetInOneStepOrNotAtAll() throws Exception {
        CameraService camera = context.camera("front");
        assertThrows(IllegalArgumentException.class,
                () -> camera.setMetadata(Map.of(MetadataKeys.TITLE, "Harbour", MetadataKeys.ISO_SPEED_RATINGS, "fast")));
        assertEquals(Map.of(), camera.getMetadata());
        camera.setMetadata(Map.of(MetadataKeys.TITLE, "Harbour", MetadataKeys.AUTHOR, "A. Smith"));
        assertEquals(1, changes("metadata").size());
        assertEquals(2, camera.getMetadata().size());
    }

    @Test
    void resolutionOfTheConfigurationHoldsUntilOneIsSet() throws Exception {
        CameraService camera = context.camera("front", "resolution", "640x480");
        assertEquals(new Resolution(640, 480), camera.getResolution());
        camera.setResolution(new Resolution(320, 240));
        camera.update(context.settings("front", "resolution", "640x480", "format", "png"));
        assertEquals(new Resolution(320, 240), camera.getResolution(), "another setting was changed");
        camera.update(context.settings("front", "resolution", "1280x720"));
        assertEquals(new Resolution(1280, 720), camera.getResolution());
        camera.setResolution(new Resolution(320, 240));
        camera.setResolution(null);
        camera.update(context.settings("front"));
        assertEquals(null, camera.getResolution());
        assertEquals(List.of("320x240", "1280x720", "320x240", "1280x720", ""), changes("resolution"));
    }

    @Test
    void metadataOfTheConfigurationHoldUntilTheyAreSet() throws Exception {
        CameraService camera = context.camera("front", "metadata", "Title=Yard, Author=Gateway 7");
        camera.setMetadata(MetadataKeys.TITLE, "Harbour");
        assertEquals(Map.of(MetadataKeys.TITLE, "Harbour", MetadataKeys.AUTHOR, List.of("Gateway 7")), camera.getMetadata());
        camera.setMetadata(MetadataKeys.TITLE, null);
        camera.setMetadata(MetadataKeys.AUTHOR, null);
        assertEquals(Map.of(MetadataKeys.TITLE, "Yard", MetadataKeys.AUTHOR, List.of("Gateway 7")), camera.getMetadata());
        camera.update(context.settings("front", "metadata", "Title=Quay"));
        assertEquals(Map.of(MetadataKeys.TITLE, "Quay"), camera.getMetadata());
        assertEquals(3, changes("metadata").size());
    }

    @Test
    void imageHasResolutionAndMetadataOfTheConfiguration() throws Exception {
        ManualDevice device = context.plug(new ManualDevice("a"), 0).free();
        CameraService camera = context.camera("front", "resolution", ManualDevice.SMALL.toString(), "metadata",
                "Title=Yard, Author=Gateway 7");
        CapturedImage image = camera.submit(options().inMemory().format("bmp").metadata(MetadataKeys.AUTHOR, null).build()).getResult()
                .toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertEquals(List.of(ManualDevice.SMALL), device.opened);
        assertEquals("Yard", image.metadata().get(MetadataKeys.TITLE));
        assertFalse(image.metadata().containsKey(MetadataKeys.AUTHOR));
    }
}
