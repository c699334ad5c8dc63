package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.obscura.camera.CaptureRequest;

/** A system that has no further thread for a moment delays requests, and loses none. */
class ThreadShortageTest extends EngineTestBase {

    private void awaitRefused(String name) throws InterruptedException {
        String refused = "";
        while (!refused.startsWith(name)) {
            refused = context.refusedThreads.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertNotNull(refused, "no thread was requested");
        }
    }

    @Test
    void aCameraStartsAsSoonAsThereIsAThread() throws Exception {
        context.plug("a").free();
        CameraService camera = context.camera("front");
        context.threadsExhausted = true;
        int id = camera.capture();
        awaitRefused("obscura-idle");
        context.threadsExhausted = false;
        context.awaitSaved(id);
    }

    @Test
    void imagesAreEncodedAsSoonAsThereIsAThread() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front");
        List<CaptureRequest> requests = Stream.generate(() -> camera.submit(options().inMemory().build())).limit(3).toList();
        device.awaitAsked(); // its thread runs, and more requests wait: another one is to encode
        context.threadsExhausted = true;
        device.giveFrame();
        awaitRefused("obscura-encode");
        context.threadsExhausted = false;
        device.free();
        for (CaptureRequest request : requests) {
            assertNotNull(request.getResult().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS).bytes());
        }
    }
}
