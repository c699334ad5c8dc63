package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

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

/** Promise 13: what strangers throw, or never return from, stays theirs. */
class StrangersTest extends EngineTest {

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
        studio.announcer.addListener(new CaptureListener() {
            @Override
            public void onImageSaved(String camera, int request, String path) {
                gate.pass();
            }
        }, null);
        studio.announcer.addListener(new CaptureListener() {
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
        studio.announcer.addListener(one, null);
        studio.announcer.addListener(equal, "front");
        studio.announcer.addListener(elsewhere, "back");
        studio.plug("a").free();
        CameraService camera = studio.camera("front");
        for (int i = 1; i <= 3; i++) {
            studio.awaitSaved(camera.capture());
            assertEquals(i, one.saved.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
            assertEquals(i, equal.saved.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
        studio.announcer.removeListener(one);
        studio.awaitSaved(camera.capture());
        assertEquals(4, equal.saved.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
        assertTrue(one.saved.isEmpty() && elsewhere.saved.isEmpty());
        assertTrue(heardAll.await(PATIENCE_SECONDS, TimeUnit.SECONDS), "what it throws does not make it deaf");
        gate.letGo();
        studio.close();
        assertEquals(4, heard.get());
    }

    @Test
    void encoderThatThrowsOrReturnsNothingGivesWayToTheNext() throws Exception {
        studio.plug("a").free();
        CameraService camera = studio.camera("front");
        HandEncoder encoder = new HandEncoder(null, ImageFormat.PNG);
        studio.encoders.add(encoder, 10, 1);
        List<HandEncoder.Way> ways = List.of((frame, format, quality) -> {
            throw new IOException("no");
        }, (frame, format, quality) -> {
            throw new IllegalStateException("no");
        }, (frame, format, quality) -> {
            throw new NoClassDefFoundError("no");
        }, (frame, format, quality) -> {
            throw new Error("no");
        }, (frame, format, quality) -> null);
        for (HandEncoder.Way way : ways) {
            encoder.way = way;
            studio.awaitSaved(camera.captureToLocation("x.png"));
        }
    }

    @Test
    void encoderThatFailsAloneFailsTheRequestWithFormat() throws Exception {
        studio.plug("a").free();
        CameraService camera = studio.camera("front");
        studio.encoders.add(new HandEncoder((frame, format, quality) -> {
            throw new Error("of its own making");
        }, ImageFormat.WEBP), 10, 1);
        assertTrue(studio.awaitFailed(camera.captureToLocation("x.webp"), CaptureError.FORMAT).contains("of its own making"));
        studio.awaitSaved(camera.capture());
    }

    @Test
    void encoderThatDoesNotSayWhatItMakesIsNotUsed() throws Exception {
        studio.encoders.add(new ImageEncoder() {
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
        studio.plug("a").free();
        studio.awaitSaved(studio.camera("front").capture());
    }

    @Test
    void encoderThatNeverReturnsCostsItsRequestAndNoOther() throws Exception {
        Gate gate = Gate.shut();
        studio.encoders.add(HandEncoder.behind(gate, ImageFormat.PNG), 10, 1);
        studio.plug("a").free();
        CameraService camera = studio.camera("front");
        Duration usual = studio.developLimit;
        try {
            studio.developLimit = Duration.ofMillis(50);
            for (int i = 0; i < 6; i++) { // more than there are threads
                studio.awaitFailed(camera.captureToLocation("x.png"), CaptureError.RESOURCE);
            }
            studio.developLimit = usual; // the good encoder may take its time
            studio.awaitSaved(camera.capture());
        } finally {
            gate.letGo();
            studio.close();
        }
        studio.assertNothingLeft();
        assertEquals(List.of("IMG_00000001.jpg"), names());
    }

    @Test
    void eventAdminThatThrowsDoesNotStopTheAnnouncing() throws Exception {
        AtomicInteger posted = new AtomicInteger();
        studio.announcer.setEventAdmin(new EventAdmin() {
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
        studio.plug("a").free();
        CameraService camera = studio.camera("front");
        camera.submit(CaptureOptions.defaults()).getResult().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        studio.announcer.setEventAdmin(studio);
        studio.awaitSaved(camera.capture());
    }

    @Test
    void resultsCompleteWhenTheEngineClosesAlthoughTheEventAdminHangs() throws Exception {
        Gate gate = Gate.shut();
        studio.announcer.setEventAdmin(new EventAdmin() {
            @Override
            public void postEvent(Event event) {
                gate.pass();
            }

            @Override
            public void sendEvent(Event event) {
                throw new AssertionError();
            }
        });
        studio.plug("a").free();
        var result = studio.camera("front").submit(CaptureOptions.defaults()).getResult().toCompletableFuture();
        gate.awaitArrival();
        studio.close();
        assertEquals(1, result.handle((image, failure) -> 1).get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        gate.letGo();
    }
}
