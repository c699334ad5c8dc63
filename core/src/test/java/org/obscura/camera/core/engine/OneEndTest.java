package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureException;
import org.obscura.camera.CaptureListener;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureRequest;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.spi.ImageFormat;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

/** Promise 2: exactly one end, reported from outside the call, also without a listener. */
@Tag("slow")
class OneEndTest extends EngineTestBase {

    @Test
    void nothingIsDeliveredFromInsideTheCall() throws Exception {
        Thread caller = Thread.currentThread();
        CompletableFuture<Thread> teller = new CompletableFuture<>();
        context.dispatcher.addListener(new CaptureListener() {
            @Override
            public void onCaptureFailed(String camera, int request, CaptureError error, String message) {
                teller.complete(Thread.currentThread());
            }
        }, null);
        CameraService camera = context.camera("front", "autostart", false);
        CaptureRequest doomed = camera.submit(CaptureOptions.defaults());
        CompletableFuture<Thread> completer = new CompletableFuture<>();
        doomed.getResult().whenComplete((image, failure) -> completer.complete(Thread.currentThread()));
        assertFalse(teller.get(PATIENCE_SECONDS, TimeUnit.SECONDS) == caller);
        completer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void signalsAreHeldWhileThereIsNoEventAdminAndThenComeInOrder() throws Exception {
        context.dispatcher.removeEventAdmin(context);
        context.plug("a").free();
        CameraService camera = context.camera("front");
        List<CaptureRequest> requests = IntStream.range(0, 5).mapToObj(i -> camera.submit(CaptureOptions.defaults())).toList();
        for (CaptureRequest request : requests) {
            CapturedImage image = request.getResult().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertEquals(request.getId(), image.requestId());
        }
        assertEquals(List.of(), context.events(EngineFixture::isEnd));
        context.dispatcher.setEventAdmin(context);
        context.await(EngineFixture::isEnd, 5);
        assertEquals(List.of(1, 2, 3, 4, 5), requests(context.events("IMAGE_SAVED")));
        assertEquals(List.of(1, 2, 3, 4, 5), requests(context.events("IMAGE_EXPOSED")));
    }

    @Test
    void signalsThatAStoppingEventAdminRefusesAreForTheNextOne() throws Exception {
        EventAdmin stopping = new EventAdmin() {
            @Override
            public void postEvent(Event event) {
                throw new IllegalStateException("stopped");
            }

            @Override
            public void sendEvent(Event event) {
                throw new AssertionError();
            }
        };
        context.dispatcher.setEventAdmin(stopping);
        context.plug("a").free();
        CameraService camera = context.camera("front");
        camera.capture();
        camera.submit(CaptureOptions.defaults()).getResult().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        context.dispatcher.removeEventAdmin(stopping);
        camera.submit(CaptureOptions.defaults()).getResult().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        context.dispatcher.setEventAdmin(context);
        context.await(EngineFixture::isEnd, 3);
        assertEquals(List.of(1, 2, 3), requests(context.events("IMAGE_CAPTURED")));
        assertEquals(List.of(1, 2, 3), requests(context.events(EngineFixture::isEnd)));
    }

    @Test
    void listenersAndResultsDoNotWaitForAnEventAdmin() throws Exception {
        context.dispatcher.removeEventAdmin(context);
        CompletableFuture<Integer> told = new CompletableFuture<>();
        context.dispatcher.addListener(new CaptureListener() {
            @Override
            public void onImageSaved(String camera, int request, String path) {
                told.complete(request);
            }
        }, "front");
        context.plug("a").free();
        int id = context.camera("front").capture();
        assertEquals(id, told.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void anEventAdminThatIsSlowIsToldEverythingBeforeTheEngineEnds() throws Exception {
        CountDownLatch saved = new CountDownLatch(5);
        context.dispatcher.addListener(new CaptureListener() {
            @Override
            public void onImageSaved(String camera, int request, String path) {
                saved.countDown();
            }
        }, null);
        context.dispatcher.setEventAdmin(new EventAdmin() {
            @Override
            public void postEvent(Event event) {
                LockSupport.parkNanos(20_000_000); // how slow it is; nothing is awaited
                context.postEvent(event);
            }

            @Override
            public void sendEvent(Event event) {
                throw new AssertionError();
            }
        });
        context.plug("a").free();
        CameraService camera = context.camera("front");
        List<Integer> ids = IntStream.range(0, 5).mapToObj(i -> camera.capture()).toList();
        assertTrue(saved.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
        context.close();
        assertEquals(ids, requests(context.events(EngineFixture::isEnd)));
    }

    @Test
    void failureCompletesTheResultWithItsErrorAndNothingAroundIt() throws Exception {
        CaptureRequest request = context.camera("front", "autostart", false).submit(CaptureOptions.defaults());
        Throwable failure = request.getResult().handle((image, thrown) -> thrown).toCompletableFuture().get(PATIENCE_SECONDS,
                TimeUnit.SECONDS);
        CaptureException exception = assertInstanceOf(CaptureException.class, failure);
        assertEquals(CaptureError.NOT_READY, exception.getError());
        assertEquals(request.getId(), exception.getRequestId());
        assertEquals(exception.getMessage(), context.awaitFailed(request.getId(), CaptureError.NOT_READY));
    }

    @Test
    void callerWhoCompletesAResultDoesNotChangeItForOthers() throws Exception {
        context.plug("a").free();
        CaptureRequest request = context.camera("front").submit(CaptureOptions.defaults());
        request.getResult().toCompletableFuture().cancel(true);
        assertEquals(1, request.getResult().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS).requestId());
    }

    @Test
    void slowDependentOfOneResultDelaysNoOther() throws Exception {
        Gate gate = Gate.shut();
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front");
        // before there is an image: afterwards it would be the thread of the test that runs it
        camera.submit(CaptureOptions.defaults()).getResult().thenRun(gate::pass);
        device.free();
        try {
            gate.awaitArrival();
            CaptureRequest other = camera.submit(CaptureOptions.defaults());
            assertEquals(2, other.getResult().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS).requestId());
        } finally {
            gate.letGo();
        }
    }

    @Test
    void closingEndsRequestsThatWaitThatRunAndThatAreEncodedOnceEach() throws Exception {
        Gate gate = Gate.shut();
        context.encoders.add(ManualEncoder.behind(gate, ImageFormat.PNG), 10, 1);
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front");
        CaptureRequest encoded = camera.submit(CaptureOptions.to("a.png"));
        CaptureRequest cancelledWhileEncoded = camera.submit(CaptureOptions.to("b.png"));
        CaptureRequest exposed = camera.submit(CaptureOptions.defaults());
        CaptureRequest waiting = camera.submit(CaptureOptions.defaults());
        device.giveFrame();
        device.giveFrame();
        gate.awaitArrival();
        for (int i = 0; i < 3; i++) {
            device.awaitAsked();
        }
        cancelledWhileEncoded.cancel();
        camera.close(Duration.ofMillis(1));
        for (CaptureRequest request : List.of(encoded, exposed, waiting)) {
            assertEquals(CaptureError.NOT_READY, failure(request).getError());
        }
        assertEquals(CaptureError.CANCELLED, failure(cancelledWhileEncoded).getError());
        gate.letGo();
        context.close();
        assertEquals(4, context.events(EngineFixture::isEnd).size());
        assertEquals(List.of(), names());
        CaptureRequest late = camera.submit(CaptureOptions.defaults());
        assertEquals(CaptureError.NOT_READY, failure(late).getError());
    }

    private static CaptureException failure(CaptureRequest request) {
        ExecutionException thrown = assertThrows(ExecutionException.class,
                () -> request.getResult().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        return assertInstanceOf(CaptureException.class, thrown.getCause());
    }
}
