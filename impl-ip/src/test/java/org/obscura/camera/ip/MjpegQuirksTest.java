package org.obscura.camera.ip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obscura.camera.Resolution;
import org.obscura.camera.ip.server.CameraServer;
import org.obscura.camera.ip.server.StampedImages;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.spi.Frame;

/** Streams as real cameras send them, behind each kind of authentication. */
@Tag("slow")
class MjpegQuirksTest {
    private static final List<String> QUIRKS = List.of("good", "dashes", "quoted", "late", "nolength", "wronglength", "lf", "other",
            "notype",
            "nopartheaders", "thumb", "half", "stall", "die", "plain", "slow", "fat", "glued");
    private static final List<String> SCHEMES = List.of("", "/basic", "/digest", "/digest-sess", "/digest-sha256", "/digest-old", "/both");
    private static final Resolution SIZE = new Resolution(StampedImages.WIDTH, StampedImages.HEIGHT);

    @Test
    void deliversWholeImagesOfEachQuirkBehindEachAuthentication() throws Exception {
        ExecutorService cameras = Executors.newFixedThreadPool(16);
        try (CameraServer server = new CameraServer()) {
            Map<String, Future<?>> runs = new LinkedHashMap<>();
            for (String scheme : SCHEMES) {
                for (String quirk : QUIRKS) {
                    String path = scheme + "/mjpeg/" + quirk;
                    runs.put(path, cameras.submit(() -> {
                        takeImages(server.url(path));
                        return null;
                    }));
                }
            }
            List<String> failures = new ArrayList<>();
            for (Map.Entry<String, Future<?>> run : runs.entrySet()) {
                try {
                    run.getValue().get();
                } catch (Exception e) {
                    failures.add(run.getKey() + ": " + e.getCause());
                }
            }
            assertEquals(List.of(), failures);
            assertEquals(0, server.wrongPasswords());
        } finally {
            cameras.shutdownNow();
        }
    }

    private static void takeImages(String url) throws Exception {
        IpDevice device = TestDevice.of(TestDevice.config(url, "timeout", "30s"));
        // those that end or stop do so after five images, of which a loaded machine may see none but the first
        boolean ends = url.endsWith("stall") || url.endsWith("die");
        TestDevice.repeat(() -> takeImages(device, ends ? 1 : 2), e -> ends && e instanceof CameraException);
    }

    private static void takeImages(IpDevice device, int count) throws Exception {
        try (CameraStream stream = device.open(null)) {
            assertEquals(SIZE, stream.getResolution());
            long last = -1;
            for (int i = 0; i < count; i++) {
                try (Frame frame = TestDevice.frame(stream)) {
                    assertNotNull(ImageIO.read(new ByteArrayInputStream(bytes(frame))));
                    assertTrue(frame.getSequence() > last, "sequence " + frame.getSequence() + " after " + last);
                    last = frame.getSequence();
                }
            }
        }
    }

    private static byte[] bytes(Frame frame) {
        byte[] bytes = new byte[frame.getData().remaining()];
        frame.getData().get(bytes);
        return bytes;
    }
}
