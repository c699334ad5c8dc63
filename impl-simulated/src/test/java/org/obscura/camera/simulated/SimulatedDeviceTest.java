package org.obscura.camera.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

import org.junit.jupiter.api.Test;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;

/** What opens and what ends a stream of a simulated device, and a wait for it. */
class SimulatedDeviceTest extends DeviceTestBase {
    private static final int PATIENCE_SECONDS = Integer.getInteger("test.timeout", 300);

    @Test
    void openLatencyDelaysOpening() throws CameraException {
        device("open.latency", 1500).open(null).close();
        assertEquals(atMillis(1500), time.instant());
    }

    @Test
    void aResolutionThatIsNotOfferedIsRefusedWithTheList() throws CameraException {
        SimulatedDevice device = device();
        CameraException e = failure(Reason.NOT_SUPPORTED, () -> device.open(new Resolution(320, 240)));
        assertTrue(e.getMessage().contains("320x240") && e.getMessage().contains("160x120, 640x480"), e.getMessage());
        assertEquals(new Resolution(640, 480), device.open(new Resolution(640, 480)).getResolution());
    }

    @Test
    void oneStreamIsOpenAtATime() throws CameraException {
        SimulatedDevice device = device();
        CameraStream first = device.open(null);
        failure(Reason.BUSY, () -> device.open(null));
        first.close();
        CameraStream second = device.open(null);
        first.close();
        failure(Reason.BUSY, () -> device.open(null));
        second.close();
    }

    @Test
    void anUnpluggedDeviceDisconnectsAndStillTellsWhatItWas() throws CameraException {
        SimulatedDevice device = device();
        CameraStream stream = device.open(null);
        device.unplug();
        failure(Reason.DISCONNECTED, () -> stream.nextFrame(SECOND));
        stream.close();
        failure(Reason.DISCONNECTED, () -> device.open(null));
        assertEquals("simulated:default", device.getInfo().id());
    }

    @Test
    void aClosedStreamDisconnects() throws CameraException {
        CameraStream stream = device("unplug.rate", 1).open(null);
        stream.close();
        failure(Reason.DISCONNECTED, () -> stream.nextFrame(SECOND));
        assertEquals(List.of(), asked, "a closed stream brings no fault about");
    }

    @Test
    void closingUnpluggingAndInterruptingEndAWait() throws Exception {
        assertEquals(Reason.DISCONNECTED, endOfWait((device, stream, waiter) -> stream.close()));
        assertEquals(Reason.DISCONNECTED, endOfWait((device, stream, waiter) -> device.unplug()));
        assertEquals(Reason.FAILED, endOfWait((device, stream, waiter) -> waiter.interrupt()));
    }

    @Test
    void unpluggingEndsOpening() throws Exception {
        Held held = new Held();
        SimulatedDevice device = device(held, "open.latency", 86_400_000);
        CompletableFuture<Void> result = new CompletableFuture<>();
        new Thread(() -> end(result, () -> device.open(null))).start();
        held.awaitWaiter();
        device.unplug();
        assertEquals(Reason.DISCONNECTED, reasonOf(result));
    }

    private interface Interference {
        void happen(SimulatedDevice device, CameraStream stream, Thread waiter);
    }

    private Reason endOfWait(Interference interference) throws Exception {
        Held held = new Held();
        SimulatedDevice device = device(held, "stall", true);
        CameraStream stream = device.open(null);
        CompletableFuture<Void> result = new CompletableFuture<>();
        Thread waiter = new Thread(() -> end(result, () -> stream.nextFrame(Duration.ofDays(100_000))));
        waiter.start();
        held.awaitWaiter();
        interference.happen(device, stream, waiter);
        return reasonOf(result);
    }

    private static void end(CompletableFuture<Void> result, Callable<?> call) {
        try {
            call.call();
            result.complete(null);
        } catch (Exception e) {
            result.completeExceptionally(e);
        }
    }

    private static Reason reasonOf(CompletableFuture<Void> result) {
        ExecutionException e = assertThrows(ExecutionException.class, () -> result.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        return ((CameraException) e.getCause()).getReason();
    }

    /** Time that stands still; who waits is seen to wait, and waits until something happens. */
    private static final class Held implements TimeSource {
        private final CountDownLatch waiting = new CountDownLatch(1);

        void awaitWaiter() throws InterruptedException {
            assertTrue(waiting.await(PATIENCE_SECONDS, TimeUnit.SECONDS), "no thread waits");
        }

        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public Instant instant() {
            return Instant.EPOCH;
        }

        @Override
        public void await(Condition condition, long nanos) throws InterruptedException {
            waiting.countDown();
            condition.await();
        }
    }
}
