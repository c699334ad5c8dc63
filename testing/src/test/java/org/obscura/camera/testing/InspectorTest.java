package org.obscura.camera.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.spi.CameraException.Reason;

// docs/testing-your-bundle.md shows this class from here on
class InspectorTest {
    @TempDir
    Path folder;

    private static String result(CompletionStage<String> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Test
    void storesAnImage() throws Exception {
        try (TestCamera camera = TestCamera.in(folder)) {
            assertEquals("stored part-1.png", result(new Inspector(camera.capture()).inspect("part-1")));
            assertTrue(Files.exists(folder.resolve("part-1.png")));
        }
    }

    @Test
    void reportsAFailure() throws Exception {
        try (TestCamera camera = TestCamera.in(folder)) {
            camera.device().fail(Reason.BUSY, "Another program uses the camera");
            assertEquals("no image: Another program uses the camera", result(new Inspector(camera.capture()).inspect("part-2")));
        }
    }

    @Test
    void survivesTheReplacementOfTheDevice() throws Exception {
        try (TestCamera camera = TestCamera.in(folder)) {
            camera.device().manual();
            CompletionStage<String> inspection = new Inspector(camera.capture()).inspect("part-3");
            assertTrue(camera.device().awaitRequest(Duration.ofSeconds(60)));
            camera.unplug(camera.device());
            camera.plugIn(new TestDevice("spare"));
            assertEquals("stored part-3.png", result(inspection));
        }
    }
}
