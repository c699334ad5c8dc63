package org.obscura.camera.sinks.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.DeliveryException;
import org.obscura.camera.ImageDelivery;
import org.obscura.camera.ImageSink;

/** What an outbox promises: order, one delivery, survival, bounds, isolation. */
class OutboxTest {
    @TempDir
    private Path folder;
    private final List<String> delivered = new CopyOnWriteArrayList<>();

    private void record(ImageDelivery image) {
        delivered.add(image.cameraId() + " " + image.requestId());
    }

    private List<String> expected(String camera, int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> camera + " " + i).toList();
    }

    private List<String> deliveredOf(String camera) {
        return delivered.stream().filter(each -> each.startsWith(camera + " ")).toList();
    }

    private long files(String sink) throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("outbox").resolve(sink))) {
            return all.filter(file -> !file.endsWith("sink.properties")).count();
        }
    }

    @Test
    void imagesAreDeliveredInTheOrderOfEachCamera() throws Exception {
        try (OutboxFixture outbox = new OutboxFixture(folder)) {
            outbox.add("a", this::record);
            for (int i = 1; i <= 20; i++) {
                outbox.save("front", i);
                outbox.save("back", i);
            }
            outbox.awaitEmpty("a");
            assertEquals(expected("front", 1, 20), deliveredOf("front"));
            assertEquals(expected("back", 1, 20), deliveredOf("back"));
            assertEquals(0, files("a"));
            assertEquals(40, outbox.status("a").delivered());
            OutboxFixture.await("each is reported", () -> outbox.events.size() == 40);
            assertTrue(outbox.events.stream().allMatch(event -> event.startsWith("IMAGE_DELIVERED a ")));
        }
    }

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
            assertTrue(outbox.log.lines.get(0).startsWith("warn: Sink a: The network is away; it is tried again"));
            assertTrue(outbox.log.lines.get(1).startsWith("info: Sink a works again after "));
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
    void anImageThatWaitsIsPending() throws Exception {
        try (OutboxFixture outbox = new OutboxFixture(folder)) {
            ImageSink sink = outbox.add("a", this::record);
            outbox.outboxes().removeSink(sink);
            Path image = outbox.save("front", 1);
            assertTrue(outbox.outboxes().isPending(image));
            outbox.add("a", sink);
            outbox.awaitEmpty("a");
            OutboxFixture.await("no longer pending", () -> !outbox.outboxes().isPending(image));
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
    void atTheLimitTheOldestIsGivenUp() throws Exception {
        try (OutboxFixture outbox = new OutboxFixture(folder)) {
            ImageSink sink = outbox.add("a", this::record, "outbox.limit", 3);
            outbox.outboxes().removeSink(sink);
            for (int i = 1; i <= 5; i++) {
                outbox.save("front", i);
            }
            assertEquals(3, outbox.status("a").waiting());
            assertEquals(List.of("DELIVERY_FAILED a front 1", "DELIVERY_FAILED a front 2"), outbox.events);
            assertEquals(1, outbox.log.lines.size(), "logged once: " + outbox.log.lines);
            assertEquals(3, files("a"));
            outbox.add("a", sink);
            outbox.awaitEmpty("a");
            assertEquals(expected("front", 3, 5), delivered);
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
    void anImageIsDeletedWhenEachSinkHasIt() throws Exception {
        CountDownLatch wait = new CountDownLatch(1);
        try (OutboxFixture outbox = new OutboxFixture(folder)) {
            outbox.add("a", this::record, "delete.after.delivery", true);
            outbox.add("b", image -> wait.await());
            Path image = outbox.save("front", 1);
            outbox.awaitEmpty("a");
            assertTrue(Files.exists(image), "another sink still needs it");
            wait.countDown();
            outbox.awaitEmpty("b");
            OutboxFixture.await("the image is deleted", () -> !Files.exists(image));
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
    void onlyImagesOfTheConfiguredCamerasAreTaken() throws Exception {
        try (OutboxFixture outbox = new OutboxFixture(folder)) {
            outbox.add("a", this::record, "camera.id", new String[] {"front", "side"});
            outbox.save("back", 1);
            outbox.save("side", 2);
            outbox.save("front", 3);
            outbox.awaitEmpty("a");
            assertEquals(List.of("side 2", "front 3"), delivered);
        }
    }

    @Test
    void severalAtOnceNeverTwoOfOneCamera() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch three = new CountDownLatch(3);
        try (OutboxFixture outbox = new OutboxFixture(folder)) {
            outbox.add("a", image -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                three.countDown();
                three.await();
                record(image);
                running.decrementAndGet();
            }, "parallel", 3);
            for (int i = 1; i <= 5; i++) {
                outbox.save("front", i);
                outbox.save("back", i);
                outbox.save("side", i);
            }
            outbox.awaitEmpty("a");
            assertEquals(3, most.get());
            assertEquals(expected("front", 1, 5), deliveredOf("front"));
            assertEquals(expected("side", 1, 5), deliveredOf("side"));
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
    void whatIsDiscardedIsNotDelivered() throws Exception {
        try (OutboxFixture outbox = new OutboxFixture(folder)) {
            ImageSink sink = outbox.add("a", this::record);
            outbox.outboxes().removeSink(sink);
            Path image = outbox.save("front", 1);
            assertEquals(1, outbox.services.get(0).discard());
            assertEquals(List.of(), outbox.services, "no sink is registered: it is forgotten");
            assertFalse(Files.exists(folder.resolve("outbox/a")));
            assertTrue(Files.exists(image));
            outbox.add("a", sink);
            outbox.save("front", 2);
            outbox.awaitEmpty("a");
            assertEquals(List.of("front 2"), delivered);
        }
    }

    @Test
    void theOutboxOfADeletedConfigurationIsRemoved() throws Exception {
        try (OutboxFixture outbox = new OutboxFixture(folder)) {
            ImageSink sink = outbox.add("a", image -> {
                throw DeliveryException.temporary("The network is away", (Throwable) null);
            }, "service.pid", "org.obscura.camera.sink.http~a");
            outbox.save("front", 1);
            outbox.outboxes().configurationDeleted("org.obscura.camera.sink.http~other");
            assertEquals(1, outbox.services.size());
            outbox.outboxes().removeSink(sink);
            outbox.outboxes().configurationDeleted("org.obscura.camera.sink.http~a");
            assertEquals(List.of(), outbox.services);
            assertFalse(Files.exists(folder.resolve("outbox/a")));
            outbox.save("front", 2);
        }
    }

    @Test
    void aNameLeadsOutOfNoFolder() throws Exception {
        try (OutboxFixture outbox = new OutboxFixture(folder)) {
            outbox.add("../../a*b", this::record);
            outbox.add("..", this::record);
            outbox.save("front", 1);
            outbox.awaitEmpty("../../a*b");
            outbox.awaitEmpty("..");
            try (Stream<Path> all = Files.list(folder)) {
                assertEquals(2, all.count(), "the outboxes and the images");
            }
        }
        try (OutboxFixture outbox = new OutboxFixture(folder)) {
            assertEquals(2, outbox.services.size());
        }
    }

    @Test
    void twoProcessesCannotUseOneFolder() throws Exception {
        try (OutboxFixture outbox = new OutboxFixture(folder)) {
            String message = assertThrows(IOException.class, () -> new OutboxFixture(folder)).getMessage();
            assertTrue(message.contains("in use by another process"), message);
            assertEquals(List.of(), outbox.services);
        }
        new OutboxFixture(folder).close();
    }
}
