package org.obscura.camera.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.Camera;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureException;
import org.obscura.camera.CaptureListener;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.MemoryFrame;
import org.obscura.camera.spi.PixelFormat;

class TestCameraTest {
    @TempDir
    Path folder;

    private static CaptureError failure(TestCamera camera, CaptureOptions options) {
        ExecutionException e = assertThrows(ExecutionException.class,
                () -> camera.capture().submit(options).getResult().toCompletableFuture().get(60, TimeUnit.SECONDS));
        return ((CaptureException) e.getCause()).getError();
    }

    @Test
    void anImageOfTheTestIsSaved() throws Exception {
        try (TestCamera camera = TestCamera.in(folder)) {
            BufferedImage red = new BufferedImage(640, 480, BufferedImage.TYPE_INT_ARGB);
            red.createGraphics().setBackground(Color.RED);
            for (int i = 0; i < 640 * 480; i++) {
                red.setRGB(i % 640, i / 640, Color.RED.getRGB());
            }
            camera.device().deliver(red);
            CapturedImage image = camera.capture().submit(CaptureOptions.to("red.png")).getResult().toCompletableFuture().get(60,
                    TimeUnit.SECONDS);
            assertEquals(Color.RED.getRGB(), ImageIO.read(image.path().toFile()).getRGB(320, 240));
        }
    }

    @Test
    void statusFollowsTheDevicesAtOnce() {
        for (int i = 0; i < 100; i++) {
            try (TestCamera camera = TestCamera.in(folder)) {
                assertEquals(Camera.Status.ACTIVE, camera.camera().getStatus());
                assertTrue(camera.capture().isReady());
                camera.unplug(camera.device());
                assertEquals(Camera.Status.WAITING, camera.camera().getStatus());
                camera.plugIn(camera.device());
                assertEquals(Camera.Status.ACTIVE, camera.camera().getStatus());
            }
        }
    }

    @Test
    void faultsEndTheirRequestAlone() throws Exception {
        try (TestCamera camera = TestCamera.in(folder)) {
            camera.device().deliver(new MemoryFrame(new Resolution(640, 480), PixelFormat.BGR24, new byte[7], 0, Instant.now()));
            assertEquals(CaptureError.FORMAT, failure(camera, CaptureOptions.defaults()));
            assertEquals(CaptureError.NOT_SUPPORTED, failure(camera, CaptureOptions.builder().resolution(new Resolution(1, 1)).build()));
            camera.camera().stop();
            assertEquals(CaptureError.NOT_READY, failure(camera, CaptureOptions.defaults()));
            camera.camera().start();
            assertEquals("test:device",
                    camera.capture().submit(CaptureOptions.defaults()).getResult().toCompletableFuture().get(60, TimeUnit.SECONDS)
                            .deviceId());
        }
    }

    @Test
    void listenersReceiveEvents() throws Exception {
        BlockingQueue<String> saved = new ArrayBlockingQueue<>(10);
        try (TestCamera camera = TestCamera.configured("front", Map.of("directory", folder.toString()))) {
            camera.addListener(new CaptureListener() {
                @Override
                public void onImageSaved(String cameraId, int requestId, String path) {
                    saved.add(cameraId + " " + requestId + " " + Path.of(path).getFileName());
                }
            });
            camera.capture().capture();
            assertEquals("front 1 IMG_00000001.jpg", saved.poll(60, TimeUnit.SECONDS));
        }
    }

    @Test
    void closingEndsWhatIsPending() throws Exception {
        TestCamera camera = TestCamera.in(folder);
        camera.device().manual();
        var result = camera.capture().submit(CaptureOptions.defaults()).getResult().toCompletableFuture();
        camera.close();
        ExecutionException e = assertThrows(ExecutionException.class, () -> result.get(60, TimeUnit.SECONDS));
        assertEquals(CaptureError.NOT_READY, ((CaptureException) e.getCause()).getError());
    }

    @Test
    void aWrongConfigurationIsRefused() {
        String message = assertThrows(IllegalArgumentException.class, () -> TestCamera.configured("front", Map.of("quality", "high")))
                .getMessage();
        assertEquals(true, message.contains("quality"), message);
    }
}
