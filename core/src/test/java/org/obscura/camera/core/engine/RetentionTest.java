package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.RetentionStatus;
import org.osgi.service.event.Event;

/** The retention of a camera that takes images. */
class RetentionTest extends EngineTestBase {

    @BeforeEach
    void plug() {
        context.plug("a").free();
    }

    private List<Path> images() throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(path -> path.toString().endsWith(".jpg")).sorted().toList();
        }
    }

    @Test
    void whatIsDeletedIsReported() throws Exception {
        CameraService camera = context.camera("front", "retention.count", 2);
        Path first = context.awaitSaved(camera.capture());
        for (int i = 0; i < 2; i++) {
            context.awaitSaved(camera.capture());
        }
        Event event = context.await(each -> each.getTopic().equals(CameraEvents.TOPIC_IMAGES_DELETED));
        assertEquals(List.of(first.toString()), event.getProperty(CameraEvents.PATHS));
        assertEquals(1, event.getProperty(CameraEvents.COUNT));
        assertTrue((Long) event.getProperty(CameraEvents.BYTES) > 100);
        assertEquals("front", event.getProperty(CameraEvents.CAMERA_ID));
        assertFalse(Files.exists(first));
        RetentionStatus status = camera.getRetention().orElseThrow();
        assertEquals(2, status.images());
        assertEquals(1, status.deletedImages());
        assertEquals("", status.problem());
    }

    @Test
    void withoutLimitsThereIsNoLedger() throws Exception {
        CameraService camera = context.camera("front");
        context.awaitSaved(camera.capture());
        assertTrue(camera.getRetention().isEmpty());
        assertEquals(List.of("IMG_00000001.jpg"), names());
    }

    @Test
    void noRequestIsLostWhileFoldersAreRemovedAndMadeAgain() throws Exception {
        CameraService camera = context.camera("front", "retention.count", 1, "name.pattern", "{time:SSS}/{counter}", "queue.capacity",
                1000);
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            ids.add(camera.capture());
        }
        for (int id : ids) {
            context.awaitSaved(id);
        }
        int last = 0;
        for (int deleted = 0; deleted < 399;) {
            last++;
            deleted = context.await(each -> each.getTopic().equals(CameraEvents.TOPIC_IMAGES_DELETED), last).stream()
                    .mapToInt(each -> (Integer) each.getProperty(CameraEvents.COUNT)).sum();
        }
        assertEquals(1, images().size());
        try (Stream<Path> all = Files.list(folder)) {
            assertEquals(1, all.filter(Files::isDirectory).count());
        }
    }

    @Test
    void limitsThatAreSetWhileTheCameraWorksApplyToImagesFromThenOn() throws Exception {
        CameraService camera = context.camera("front");
        Path before = context.awaitSaved(camera.capture());
        camera.update(context.settings("front", "retention.count", 1));
        context.awaitSaved(camera.capture());
        Path last = context.awaitSaved(camera.capture());
        context.await(each -> each.getTopic().equals(CameraEvents.TOPIC_IMAGES_DELETED));
        assertEquals(List.of(before, last), images());
    }
}
