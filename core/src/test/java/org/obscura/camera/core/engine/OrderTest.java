package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.CameraEvents;
import org.osgi.service.event.Event;

/** Promises 1, 2, 3 and 5: ids, exactly one end, order, binding. */
class OrderTest {
    @TempDir
    Path folder;
    private TestStudio studio;

    @BeforeEach
    void open() {
        studio = new TestStudio(folder);
    }

    @AfterEach
    void close() {
        studio.close();
    }

    @Test
    void burstOfAHundredToAHundredPlacesComesInOrderEachWithItsOwnFrame() throws Exception {
        studio.plug("a").free();
        CameraService camera = studio.camera("front");
        List<Integer> ids = IntStream.range(0, 100).map(i -> camera.captureToLocation("picture " + i + ".png")).boxed().toList();
        assertEquals(IntStream.rangeClosed(1, 100).boxed().toList(), ids);
        List<Event> saved = studio.await(event -> event.getTopic().equals(CameraEvents.TOPIC_IMAGE_SAVED), 100);
        assertEquals(ids, saved.stream().map(event -> event.getProperty(CameraEvents.REQUEST_ID)).toList());
        for (String kind : List.of("IMAGE_EXPOSED", "IMAGE_CAPTURED")) {
            assertEquals(ids, studio.events(kind).stream().map(event -> event.getProperty(CameraEvents.REQUEST_ID)).toList(), kind);
        }
        for (int i = 0; i < 100; i++) {
            Path path = folder.resolve("picture " + i + ".png");
            assertEquals(path.toString(), saved.get(i).getProperty(CameraEvents.PATH));
            assertEquals(i, ImageIO.read(path.toFile()).getRGB(5, 5) & 0xff, "frame in " + path);
        }
        try (var files = Files.list(folder)) {
            assertEquals(100, files.count());
        }
    }

    @Test
    void signalsOfARequestComeInTheirOrder() throws Exception {
        studio.plug("a").free();
        int id = studio.camera("front").capture();
        studio.await("IMAGE_SAVED", id);
        List<String> kinds = studio.events(event -> Integer.valueOf(id).equals(event.getProperty(CameraEvents.REQUEST_ID))).stream()
                .map(event -> event.getTopic().replaceFirst(".*/", "")).distinct().toList();
        assertEquals(List.of("IMAGE_EXPOSED", "IMAGE_CAPTURED", "IMAGE_METADATA_AVAILABLE", "IMAGE_SAVED"), kinds);
        assertTrue(Files.exists(folder.resolve("IMG_00000001.jpg")));
    }
}
