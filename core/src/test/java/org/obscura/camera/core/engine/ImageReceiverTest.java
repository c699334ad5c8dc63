package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureRequest;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.spi.ImageReceiver;

/** A receiver takes each saved image over before the image is reported. */
class ImageReceiverTest extends EngineTestBase {

    @Test
    void anImageIsReportedWhenTheReceiverHasTakenItOver() throws Exception {
        CompletableFuture<CapturedImage> received = new CompletableFuture<>();
        CountDownLatch takenOver = new CountDownLatch(1);
        context.receivers.add(image -> {
            received.complete(image);
            await(takenOver);
        });
        context.plug("a").free();
        CaptureRequest request = context.camera("front").submit(CaptureOptions.defaults());
        CapturedImage image = received.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertTrue(Files.exists(image.path()), "complete under its final name");
        assertFalse(request.getResult().toCompletableFuture().isDone(), "reported before it was taken over");
        assertEquals(List.of(), context.events(EngineFixture::isEnd));
        takenOver.countDown();
        assertEquals(image, request.getResult().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void aReceiverThatFailsIsLoggedAndHarmsNoImage() throws Exception {
        List<Integer> received = new CopyOnWriteArrayList<>();
        context.receivers.add(image -> {
            throw new IOException("no space");
        });
        context.receivers.add(image -> received.add(image.requestId()));
        context.plug("a").free();
        CameraService camera = context.camera("front");
        for (int i = 1; i <= 3; i++) {
            CapturedImage image = camera.submit(CaptureOptions.defaults()).getResult().toCompletableFuture().get(PATIENCE_SECONDS,
                    TimeUnit.SECONDS);
            assertTrue(Files.exists(image.path()));
        }
        assertEquals(List.of(1, 2, 3), received);
        assertEquals(3, context.warnings.stream().filter(each -> each.contains("did not take it over")).count(),
                context.warnings::toString);
    }

    /** A receiver that equals all others of its kind. */
    private record EqualReceiver() implements ImageReceiver {
        static final List<ImageReceiver> CALLED = new CopyOnWriteArrayList<>();

        @Override
        public void receive(CapturedImage image) {
            CALLED.add(this);
        }
    }

    @Test
    void ofTwoReceiversThatAreEqualTheOneThatIsUnregisteredIsCalledNoMore() throws Exception {
        ImageReceiver stays = new EqualReceiver();
        ImageReceiver goes = new EqualReceiver();
        context.receivers.add(stays);
        context.receivers.add(goes);
        context.receivers.remove(goes);
        context.plug("a").free();
        context.awaitSaved(context.camera("front").capture());
        assertEquals(1, EqualReceiver.CALLED.size());
        assertSame(stays, EqualReceiver.CALLED.get(0));
    }

    @Test
    void aReceiverThatDoesNotReturnIsNamed() throws Exception {
        ImageReceivers receivers = new ImageReceivers(context.executors, context.log, Duration.ofMillis(10));
        CountDownLatch warned = new CountDownLatch(1);
        context.onWarning = warning -> warned.countDown();
        receivers.add(image -> await(warned));
        receivers.receive(new CapturedImage(7, "front", "hand:a", folder.resolve("a.jpg"), null, URI.create("camera-preview:front/7"),
                "jpeg", ManualDevice.LARGE, Instant.EPOCH, Map.of(), Map.of(), List.of()));
        String warning = context.warnings.get(0);
        assertTrue(warning.startsWith("Camera front, request 7: the receiver " + getClass().getName()), warning);
        assertTrue(warning.contains("a.jpg over within 10ms; until it does, no image of the camera is reported"), warning);
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            assertTrue(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
