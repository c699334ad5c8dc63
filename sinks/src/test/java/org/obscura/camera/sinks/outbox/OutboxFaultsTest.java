package org.obscura.camera.sinks.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.obscura.camera.DeliveryException;
import org.obscura.camera.ImageDelivery;
import org.obscura.camera.ImageSink;

/** What an outbox promises when sinks fail, files vanish and the process ends. */
class OutboxFaultsTest extends OutboxTestBase {
    @Test
    void aFailureIsTriedAgainInOrderAndLoggedOnce() throws Exception {
        AtomicBoolean broken = new AtomicBoolean(true);
        AtomicInteger attempts = new AtomicInteger();
        try (OutboxFixture outbox = new OutboxFixture(folder)) {
            outbox.add("a", image -> {
                attempts.incrementAndGet();
                if (broken.get()) {
                    throw DeliveryException.temporary("The network is away", (Throwable) null);
                }
                record(image);
            });
            for (int i = 1; i <= 10; i++) {
                outbox.save("front", i);
            }
            OutboxFixture.await("several attempts", () -> attempts.get() >= 5);
            assertEquals(10, outbox.status("a").waiting());
            assertEquals("The network is away", outbox.status("a").lastFailure());
            broken.set(false);
            outbox.awaitEmpty("a");
            assertEquals(expected("front", 1, 10), delivered);
            assertEquals(2, outbox.log.lines.size(), outbox.log.lines::toString);
            assertTrue(
                    outbox.log.lines.get(0).startsWith("warn: Sink a: The network is away; it is tried again, with pauses of up to 20ms."));
            assertTrue(outbox.log.lines.get(1).startsWith("info: Sink a works again after "));
        }
    }

    @Test
    void listenersOfTheServiceMayWaitForAThreadThatUsesTheOutboxes() throws Exception {
        try (OutboxFixture outbox = new OutboxFixture(folder)) {
            List<String> seen = new ArrayList<>();
            outbox.onService = added -> seen.add(CompletableFuture.supplyAsync(() -> outbox.status(added.getStatus().sink()).sink())
                    .orTimeout(OutboxFixture.PATIENCE_SECONDS, TimeUnit.SECONDS).join());
            outbox.add("a", this::record);
            assertEquals(List.of("a"), seen);
        }
    }

    @Test
    void outboxThatIsRemovedWhileItIsRegisteredLeavesNoService() throws Exception {
        try (OutboxFixture outbox = new OutboxFixture(folder)) {
            outbox.onService = added -> outbox.outboxes().configurationDeleted("pid.a");
            outbox.add("a", this::record, "service.pid", "pid.a");
            assertEquals(List.of(), outbox.services);
        }
    }

    @Test
    void anImageThatIsRefusedIsGivenUpAndTheNextOneDelivered() throws Exception {
        try (OutboxFixture outbox = new OutboxFixture(folder)) {
            outbox.add("a", image -> {
                if (image.requestId() == 2) {
                    throw DeliveryException.permanent("It is too large", null);
                }
                record(image);
            }, "delete.after.delivery", true);
            Path first = outbox.save("front", 1);
            Path second = outbox.save("front", 2);
            outbox.save("front", 3);
            outbox.awaitEmpty("a");
            assertEquals(List.of("front 1", "front 3"), delivered);
            OutboxFixture.await("the events", () -> outbox.events.size() == 3);
            assertEquals("DELIVERY_FAILED a front 2", outbox.events.get(1));
            assertEquals(1, outbox.status("a").failed());
            assertFalse(Files.exists(first), "it is deleted after its delivery");
            assertTrue(Files.exists(second), "an image that was given up stays");
        }
    }

    @Test
    void anImageIsGivenUpAfterTheConfiguredAttempts() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        try (OutboxFixture outbox = new OutboxFixture(folder)) {
            outbox.add("a", image -> {
                assertEquals(attempts.incrementAndGet(), image.attempt());
                throw new IllegalStateException("a mistake of the sink");
            }, "attempts", 3);
            outbox.save("front", 1);
            outbox.awaitEmpty("a");
            assertEquals(3, attempts.get());
            OutboxFixture.await("the event", () -> outbox.events.contains("DELIVERY_FAILED a front 1"));
        }
    }

    @Test
    void whatWaitsSurvivesARestartAndTheAbsenceOfTheSink() throws Exception {
        try (OutboxFixture outbox = new OutboxFixture(folder)) {
            ImageSink sink = outbox.add("a", image -> {
                throw DeliveryException.temporary("The network is away", (Throwable) null);
            });
            outbox.save("front", 1);
            outbox.outboxes().removeSink(sink);
            outbox.save("front", 2);
            assertFalse(outbox.status("a").available());
            assertEquals(2, outbox.status("a").waiting());
        }
        try (OutboxFixture outbox = new OutboxFixture(folder)) {
            outbox.save("front", 3); // before the sink is registered again
            assertEquals(3, outbox.status("a").waiting());
            outbox.add("a", this::record);
            outbox.awaitEmpty("a");
            assertEquals(expected("front", 1, 3), delivered);
        }
    }

    @Test
    void aFileThatVanishedIsReportedAndSkipped() throws Exception {
        try (OutboxFixture outbox = new OutboxFixture(folder)) {
            ImageSink sink = outbox.add("a", this::record);
            outbox.outboxes().removeSink(sink);
            Files.delete(outbox.save("front", 1));
            outbox.save("front", 2);
            outbox.add("a", sink);
            outbox.awaitEmpty("a");
            assertEquals(List.of("front 2"), delivered);
            OutboxFixture.await("the event", () -> outbox.events.contains("DELIVERY_FAILED a front 1"));
            assertTrue(outbox.log.lines.get(0).contains("front-1.jpg is not delivered: The file was removed"), outbox.log.lines::toString);
        }
    }

    @Test
    void aSinkThatHangsDelaysNeitherCapturesNorOtherSinks() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (OutboxFixture outbox = new OutboxFixture(folder)) {
            outbox.add("hanging", image -> never.await());
            outbox.add("a", this::record);
            for (int i = 1; i <= 10; i++) {
                outbox.save("front", i);
            }
            outbox.awaitEmpty("a");
            assertEquals(expected("front", 1, 10), delivered);
            assertEquals(10, outbox.status("hanging").waiting());
        }
        try (OutboxFixture outbox = new OutboxFixture(folder)) {
            assertEquals(10, outbox.status("hanging").waiting());
        }
    }

    @Test
    void anImageThatOneSinkGaveUpStays() throws Exception {
        CountDownLatch wait = new CountDownLatch(1);
        Path image;
        try (OutboxFixture outbox = new OutboxFixture(folder)) {
            outbox.add("a", each -> wait.await(), "delete.after.delivery", true);
            outbox.add("b", each -> {
                throw DeliveryException.permanent("It is too large", null);
            });
            image = outbox.save("front", 1);
            outbox.awaitEmpty("b");
            OutboxFixture.await("the event", () -> outbox.events.contains("DELIVERY_FAILED b front 1"));
        }
        try (OutboxFixture outbox = new OutboxFixture(folder)) { // known after a restart, too
            outbox.add("a", this::record, "delete.after.delivery", true);
            outbox.awaitEmpty("a");
            assertTrue(Files.exists(image));
        }
    }

    @Test
    void anImageOfAnAcknowledgedEntryIsDeletedAfterARestart() throws Exception {
        Path image;
        try (OutboxFixture outbox = new OutboxFixture(folder)) {
            ImageSink sink = outbox.add("a", this::record, "delete.after.delivery", true);
            outbox.outboxes().removeSink(sink);
            image = outbox.save("front", 1);
        }
        Path entry = folder.resolve("outbox/a/0000000000000001.image");
        Files.move(entry, folder.resolve("outbox/a/0000000000000001.delivered")); // as if the process had ended behind this step
        try (OutboxFixture outbox = new OutboxFixture(folder)) {
            assertFalse(Files.exists(image));
            assertEquals(0, files("a"));
            assertEquals(0, outbox.status("a").waiting());
        }
    }

    @Test
    void anEntryThatCannotBeReadIsReportedAndSkipped() throws Exception {
        try (OutboxFixture outbox = new OutboxFixture(folder)) {
            ImageSink sink = outbox.add("a", this::record);
            outbox.outboxes().removeSink(sink);
            outbox.save("front", 1);
            outbox.save("front", 2);
        }
        Files.writeString(folder.resolve("outbox/a/0000000000000001.image"), "camera=\\u00");
        Files.writeString(folder.resolve("outbox/a/0000000000000003.image.tmp"), "half");
        try (OutboxFixture outbox = new OutboxFixture(folder)) {
            outbox.add("a", this::record);
            outbox.awaitEmpty("a");
            assertEquals(List.of("front 2"), delivered);
            assertTrue(outbox.log.lines.get(0).contains("0000000000000001.image.unreadable"), outbox.log.lines::toString);
        }
    }

    @Test
    void theReceiverDecidesAboutTheEarliestNextAttempt() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        try (OutboxFixture outbox = new OutboxFixture(folder)) {
            outbox.add("a", image -> {
                if (attempts.incrementAndGet() == 1) {
                    throw DeliveryException.temporary("Too many requests", Duration.ofHours(1));
                }
            });
            outbox.save("front", 1);
            OutboxFixture.await("an hour's pause", () -> outbox.status("a").retryIn().toMinutes() >= 50);
            outbox.services.get(0).retry();
            outbox.awaitEmpty("a");
            assertEquals(2, attempts.get());
        }
    }

    @Test
    void anEventAdminThatIsStoppingCostsNoImage() throws Exception {
        BiConsumer<String, Map<String, Object>> stopping = (topic, properties) -> {
            throw new IllegalStateException("The EventAdmin is stopped");
        };
        try (OutboxFixture outbox = new OutboxFixture(folder, stopping)) {
            outbox.add("a", image -> {
                if (image.requestId() == 2) {
                    throw DeliveryException.permanent("It is too large", null);
                }
                record(image);
            }, "attempts", 1);
            for (int i = 1; i <= 4; i++) {
                outbox.save("front", i);
            }
            outbox.awaitEmpty("a");
            OutboxFixture.await("the last delivery", () -> delivered.size() == 3);
            assertEquals(List.of("front 1", "front 3", "front 4"), delivered);
            assertEquals(List.of(3L, 1L), List.of(outbox.status("a").delivered(), outbox.status("a").failed()));
        }
    }

    @Test
    void aSinkThatThrowsSinceItIsRemovedCostsNoImage() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        try (OutboxFixture outbox = new OutboxFixture(folder)) {
            ImageSink sink = outbox.add("a", image -> {
                called.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException("interrupted", e);
                }
            }, "attempts", 1);
            outbox.save("front", 1);
            called.await();
            outbox.outboxes().removeSink(sink);
            assertEquals(1, outbox.status("a").waiting());
            outbox.add("a", this::record, "attempts", 1);
            outbox.awaitEmpty("a");
            assertEquals(List.of("front 1"), delivered);
        }
    }

    /** A sink that equals all others of its kind. */
    private record EqualSink() implements ImageSink {
        static final List<ImageSink> CALLED = new CopyOnWriteArrayList<>();

        @Override
        public void deliver(ImageDelivery image) {
            CALLED.add(this);
        }
    }

    @Test
    void sinksThatAreEqualAreTwoSinks() throws Exception {
        try (OutboxFixture outbox = new OutboxFixture(folder)) {
            ImageSink first = outbox.add("a", new EqualSink());
            outbox.add("b", new EqualSink());
            outbox.save("front", 1);
            outbox.awaitEmpty("a");
            outbox.awaitEmpty("b");
            assertEquals(2, EqualSink.CALLED.size());
            outbox.outboxes().removeSink(first);
            outbox.save("front", 2);
            outbox.awaitEmpty("b");
            assertEquals(3, EqualSink.CALLED.size());
            assertEquals(1, outbox.status("a").waiting());
        }
    }

    @Test
    void imagesOfARemovedSinkThatDoesNotReturnAreDeliveredByTheNext() throws Exception {
        List<String> cameras = IntStream.range(0, 8).mapToObj(i -> "camera" + i).toList();
        CountDownLatch called = new CountDownLatch(cameras.size());
        CountDownLatch forever = new CountDownLatch(1);
        CountDownLatch late = new CountDownLatch(cameras.size());
        try (OutboxFixture outbox = new OutboxFixture(folder)) {
            ImageSink sink = outbox.add("a", image -> {
                called.countDown();
                while (forever.getCount() > 0) {
                    try {
                        forever.await();
                    } catch (InterruptedException e) {
                        continue; // it is deaf
                    }
                }
                late.countDown();
            }, "parallel", cameras.size());
            for (String camera : cameras) {
                outbox.save(camera, 1);
                outbox.save(camera, 2);
            }
            called.await();
            long begun = System.nanoTime();
            outbox.outboxes().removeSink(sink);
            assertTrue(System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(30), "it waits once, not for each thread");
            outbox.add("a", this::record);
            outbox.awaitEmpty("a");
            forever.countDown();
            late.await();
            for (String camera : cameras) {
                assertEquals(expected(camera, 1, 2), deliveredOf(camera));
            }
            assertEquals(List.of(16L, 0L), List.of(outbox.status("a").delivered(), outbox.status("a").failed()));
        }
    }

    @Test
    void anImageThatIsTakenOverWhileItsSinkIsForgottenIsNotHeldForEver() throws Exception {
        List<Thread> deletions = new ArrayList<>();
        AtomicReference<OutboxFixture> opened = new AtomicReference<>();
        BiConsumer<String, Map<String, Object>> deletion = (topic, properties) -> { // "a" has noted the image, "b" cannot
            Thread thread = new Thread(() -> opened.get().outboxes().configurationDeleted("pid.of.a"));
            deletions.add(thread);
            thread.start();
            while (thread.isAlive() && thread.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        };
        try (OutboxFixture outbox = new OutboxFixture(folder, deletion)) {
            opened.set(outbox);
            ImageSink a = outbox.add("a", this::record, "service.pid", "pid.of.a");
            outbox.add("b", this::record);
            outbox.outboxes().removeSink(a);
            Files.delete(folder.resolve("outbox/b/sink.properties"));
            Files.delete(folder.resolve("outbox/b"));
            Path image = outbox.save("front", 1);
            for (Thread thread : deletions) {
                thread.join();
            }
            assertEquals(1, deletions.size());
            assertFalse(outbox.outboxes().isPending(image));
            assertFalse(Files.exists(folder.resolve("outbox/a")));
        }
    }
}
