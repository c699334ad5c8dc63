package org.obscura.camera.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.obscura.camera.Camera.Status;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureSeries;
import org.obscura.camera.Resolution;

/** The commands that change a camera. */
class ControlCommandsTest {
    private final FakeCamera camera = new FakeCamera("default");
    private final Cameras cameras = FakeCamera.cameras(camera);

    @Test
    void stopsAndStarts() throws Exception {
        try (Console console = new Console(new StopCommand(cameras))) {
            assertEquals("Camera default is INACTIVE\n", console.run("camera:stop default"));
            assertEquals(Status.INACTIVE, camera.status);
        }
        try (Console console = new Console(new StartCommand(cameras))) {
            assertEquals("Camera default is ACTIVE\n", console.run("camera:start"));
            assertEquals(Status.ACTIVE, camera.status);
        }
    }

    @Test
    void cancelsOneRequestOrAll() throws Exception {
        camera.holdsBack = true;
        camera.capture();
        camera.capture();
        camera.capture();
        try (Console console = new Console(new CancelCommand(cameras))) {
            assertEquals("Cancelled request 2\n", console.run("camera:cancel -r 2"));
            assertEquals("There is no pending request 2",
                    assertThrows(IllegalArgumentException.class, () -> console.run("camera:cancel -r 2")).getMessage());
            assertEquals("Cancelled what was pending: 2\n", console.run("camera:cancel"));
            assertEquals("Nothing was pending\n", console.run("camera:cancel default"));
        }
        assertEquals(List.of(2, 1, 3), camera.cancelled);
    }

    @Test
    void cancelsTheSeriesThatRun() throws Exception {
        camera.holdsBack = true;
        CaptureSeries series = camera.submitSeries(CaptureOptions.builder().count(9).build(), picture -> {});
        camera.awaitAsked();
        try (Console console = new Console(new CancelCommand(cameras))) {
            assertEquals("Cancelled what was pending: 1, and series: 1\n", console.run("camera:cancel"));
        }
        assertEquals(CaptureError.CANCELLED,
                series.getResult().toCompletableFuture().get(FakeCamera.PATIENCE_SECONDS, TimeUnit.SECONDS).error());
        assertEquals(1, series.getRequestedCount());
    }

    @Test
    void setsTheResolutionAndShowsWhatThereIs() throws Exception {
        try (Console console = new Console(new ResolutionCommand(cameras))) {
            assertEquals("auto\n  640x480\n  1280x720\n", console.run("camera:resolution"));
            assertEquals("1280x720\n", console.run("camera:resolution -c default 1280x720"));
            assertEquals(new Resolution(1280, 720), camera.getResolution());
            assertEquals("1280x720\n  640x480\n* 1280x720\n", console.run("camera:resolution"));
            assertEquals("auto\n", console.run("camera:resolution auto"));
            assertNull(camera.getResolution());
            assertEquals("9x9\nNote: the device in use does not list this size; captures may fail with NOT_SUPPORTED\n",
                    console.run("camera:resolution 9x9"));
            camera.configuredResolution = new Resolution(640, 480);
            assertEquals("640x480\nNote: this is the size in the configuration of the camera; change 'resolution' there\n",
                    console.run("camera:resolution auto"));
        }
    }

    @Test
    void setsListsAndRemovesMetadata() throws Exception {
        try (Console console = new Console(new MetadataCommand(cameras))) {
            assertEquals("No metadata is set\n", console.run("camera:metadata"));
            assertEquals("{}\n", console.run("camera:metadata --json"));
            assertEquals("Title   A = B\nAuthor  me\n", console.run("camera:metadata 'Title=A = B' Author=me"));
            assertEquals("Author  me\n", console.run("camera:metadata --remove Title"));
            assertEquals(Map.of("Author", "me"), camera.getMetadata());
            assertEquals("'Title' is not set; set are Author",
                    assertThrows(IllegalArgumentException.class, () -> console.run("camera:metadata -r Title")).getMessage());
            camera.configuredMetadata.put("Title", "Yard");
            assertEquals("Title  Quay\n", console.run("camera:metadata Author= Title=Quay"));
            assertEquals("Title  Yard\nNote: the configuration of the camera sets Title; change 'metadata' there\n",
                    console.run("camera:metadata -r Title"));
        }
    }
}
