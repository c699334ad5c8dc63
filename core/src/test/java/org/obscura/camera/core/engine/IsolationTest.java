package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureListener;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.ImageEncoder;
import org.obscura.camera.spi.ImageFormat;
import org.obscura.camera.spi.PixelFormat;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

/** Promise 13: third-party code that throws or does not return affects nothing else. */
class IsolationTest extends EngineTestBase {

    /** Counts what it hears. */
    private static final class Ear implements CaptureListener {
        final BlockingQueue<Integer> saved = new LinkedBlockingQueue<>();

        @Override
        public void onImageSaved(String camera, int request, String path) {
            saved.add(request);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Ear; // as two records without fields would be
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    @Test
    void listenersThatThrowOrBlockDisturbNobody() throws Exception {
        Gate gate = Gate.shut();
        AtomicInteger heard = new AtomicInteger();
        CountDownLatch heardAll = new CountDownLatch(4);
        context.dispatcher.addListener(new CaptureListener() {
            @Override
            public void onImageSaved(String camera, int request, String path) {
                gate.pass();
            }
        }, null);
        context.dispatcher.addListener(new CaptureListener() {
            @Override
            public void onImageSaved(String camera, int request, String path) {
                heard.incrementAndGet();
                heardAll.countDown();
                throw new Error("a listener's own");
            }
        }, null);
        Ear one = new Ear();
        Ear equal = new Ear();
        Ear elsewhere = new Ear();
        context.dispatcher.addListener(one, null);
        context.dispatcher.addListener(equal, "front");
        context.dispatcher.addListener(elsewhere, "back");
        context.plug("a").free();
        CameraService camera = context.camera("front");
        for (int i = 1; i <= 3; i++) {
            context.awaitSaved(camera.capture());
            assertEquals(i, one.saved.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
            assertEquals(i, equal.saved.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
        context.dispatcher.removeListener(one);
        context.awaitSaved(camera.capture());
        assertEquals(4, equal.saved.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
        assertTrue(one.saved.isEmpty() && elsewhere.saved.isEmpty());
        assertTrue(heardAll.await(PATIENCE_SECONDS, TimeUnit.SECONDS), "what it throws does not make it deaf");
        gate.letGo();
        context.close();
        assertEquals(4, heard.get());
    }

    @Test
    void encoderThatThrowsOrReturnsNothingGivesWayToTheNext() throws Exception {
        context.plug("a").free();
        CameraService camera = context.camera("front");
        ManualEncoder encoder = new ManualEncoder(null, ImageFormat.PNG);
        context.encoders.add(encoder, 10, 1);
        List<ManualEncoder.Way> ways = List.of((frame, format, quality) -> {
            throw new IOException("no");
        }, (frame, format, quality) -> {
            throw new IllegalStateException("no");
        }, (frame, format, quality) -> {
            throw new NoClassDefFoundError("no");
        }, (frame, format, quality) -> {
            throw new Error("no");
        }, (frame, format, quality) -> null);
        for (ManualEncoder.Way way : ways) {
            encoder.way = way;
            context.awaitSaved(camera.captureToLocation("x.png"));
        }
    }

    @Test
    void encoderWhoseRankingChangesTakesItsNewPlace() throws Exception {
        context.plug("a").free();
        CameraService camera = context.camera("front");
        List<String> used = new CopyOnWriteArrayList<>();
        ManualEncoder first = noting("first", used);
        ManualEncoder second = noting("second", used);
        context.encoders.add(first, 10, 1);
        context.encoders.add(second, 5, 2);
        context.awaitSaved(camera.captureToLocation("x.png"));
        context.encoders.add(second, 20, 2);
        context.awaitSaved(camera.captureToLocation("x.png"));
        context.encoders.add(second, 1, 2);
        context.awaitSaved(camera.captureToLocation("x.png"));
        context.encoders.remove(first);
        context.awaitSaved(camera.captureToLocation("x.png"));
        assertEquals(List.of("first", "second", "first", "second"), used);
    }

    private static ManualEncoder noting(String name, List<String> used) {
        return new ManualEncoder((frame, format, quality) -> {
            used.add(name);
            return ManualEncoder.WELL.encode(frame, format, quality);
        }, ImageFormat.PNG);
    }

    @Test
    void encoderThatFailsAloneFailsTheRequestWithFormat() throws Exception {
        context.plug("a").free();
        CameraService camera = context.camera("front");
        context.encoders.add(new ManualEncoder((frame, format, quality) -> {
            throw new Error("of its own making");
        }, ImageFormat.WEBP), 10, 1);
        assertTrue(context.awaitFailed(camera.captureToLocation("x.webp"), CaptureError.FORMAT).contains("of its own making"));
        context.awaitSaved(camera.capture());
    }

    @Test
    void encoderThatFailsWithoutAMessageIsReportedWithWhatItThrew() throws Exception {
        context.plug("a").free();
        CameraService camera = context.camera("front");
        context.encoders.add(new ManualEncoder((frame, format, quality) -> {
            throw new StackOverflowError();
        }, ImageFormat.WEBP), 10, 1);
        String message = context.awaitFailed(camera.captureToLocation("x.webp"), CaptureError.FORMAT);
        assertTrue(message.contains("StackOverflowError"), message);
    }

    @Test
    void encoderThatDoesNotSayWhatItMakesIsNotUsed() throws Exception {
        context.encoders.add(new ImageEncoder() {
            @Override
            public Set<ImageFormat> getFormats() {
                throw new IllegalStateException("no");
            }

            @Override
            public Set<PixelFormat> getPixelFormats() {
                return null;
            }

            @Override
            public java.nio.ByteBuffer encode(Frame frame, String format, int quality) {
                return null;
            }
        }, 10, 1);
        context.plug("a").free();
        context.awaitSaved(context.camera("front").capture());
    }

    @Test
    @Tag("slow")
    void slowEncodersDelayTheirOwnImagesAlone() throws Exception {
        Gate gate = Gate.shut();
        context.encoders.add(ManualEncoder.behind(gate, ImageFormat.PNG), 10, 1);
        context.plug("a").free();
        CameraService slow = context.camera("slow", "device.target", "(camera.device.id=hand:a)");
        context.plug("b").free();
        CameraService good = context.camera("good", "device.target", "(camera.device.id=hand:b)");
        int last = 0;
        for (int i = 0; i < 3 * context.executors.encodeThreads(); i++) {
            last = slow.captureToLocation("x" + i + ".png");
        }
        gate.awaitArrival();
        context.awaitSaved(good.capture());
        gate.letGo();
        context.awaitSaved(last);
        assertEquals(4, context.executors.encodeThreads());
    }

    @Test
    @Tag("slow")
    void encoderThatNeverReturnsCostsItsRequestAndNoOther() throws Exception {
        Gate gate = Gate.shut();
        context.encoders.add(ManualEncoder.behind(gate, ImageFormat.PNG), 10, 1);
        context.plug("a").free();
        CameraService camera = context.camera("front");
        Duration usual = context.processingLimit;
        try {
            context.processingLimit = Duration.ofMillis(50);
            for (int i = 0; i < 6; i++) { // more than there are threads
                context.awaitFailed(camera.captureToLocation("x.png"), CaptureError.RESOURCE);
            }
            context.processingLimit = usual; // the good encoder may take its time
            context.awaitSaved(camera.capture());
        } finally {
            gate.letGo();
            context.close();
        }
        context.assertNothingLeft();
        assertEquals(List.of("IMG_00000001.jpg"), names());
    }

    @Test
    void eventAdminThatThrowsDoesNotStopTheAnnouncing() throws Exception {
        AtomicInteger posted = new AtomicInteger();
        context.dispatcher.setEventAdmin(new EventAdmin() {
            @Override
            public void postEvent(Event event) {
                if (posted.incrementAndGet() % 2 == 0) {
                    throw new Error("an EventAdmin's own");
                }
                throw new IllegalArgumentException("an EventAdmin's own");
            }

            @Override
            public void sendEvent(Event event) {
                throw new AssertionError();
            }
        });
        context.plug("a").free();
        CameraService camera = context.camera("front");
        camera.submit(CaptureOptions.defaults()).getResult().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        context.dispatcher.setEventAdmin(context);
        context.awaitSaved(camera.capture());
    }

    @Test
    @Tag("slow")
    void resultsCompleteWhenTheEngineClosesAlthoughTheEventAdminHangs() throws Exception {
        Gate gate = Gate.shut();
        context.dispatcher.setEventAdmin(new EventAdmin() {
            @Override
            public void postEvent(Event event) {
                gate.pass();
            }

            @Override
            public void sendEvent(Event event) {
                throw new AssertionError();
            }
        });
        context.plug("a").free();
        var result = context.camera("front").submit(CaptureOptions.defaults()).getResult().toCompletableFuture();
        gate.awaitArrival();
        context.close();
        assertEquals(1, result.handle((image, failure) -> 1).get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        gate.letGo();
    }
}
