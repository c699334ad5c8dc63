package org.obscura.camera.sinks.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.obscura.camera.DeliveryException;
import org.obscura.camera.ImageSink;
import org.obscura.camera.OutboxStatus;

/** What an outbox promises while all works: order, one delivery, bounds, deletion. */
class OutboxTest extends OutboxTestBase {
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
    void aCameraThatDoesNotExistIsSaidOnceUntilItAppears() throws Exception {
        try (OutboxFixture outbox = new OutboxFixture(folder)) {
            outbox.add("a", this::record, "camera.id", "front, gaet");
            outbox.add("b", this::record);
            String problem = "There is no camera gaet, of which it is to deliver images; there are back, front, side. "
                    + "Configure it, or correct 'cameras'";
            assertEquals(List.of(problem, ""), List.of(outbox.status("a").problem(), outbox.status("b").problem()));
            assertTrue(outbox.status("a").available());
            outbox.outboxes().lookForCameras();
            outbox.outboxes().lookForCameras();
            assertEquals(List.of("warn: Sink a: " + problem), outbox.log.lines);
            outbox.save("front", 1);
            outbox.awaitEmpty("a");
            outbox.cameras = Set.of("front", "gaet");
            outbox.outboxes().lookForCameras();
            assertEquals("", outbox.status("a").problem());
            outbox.cameras = Set.of();
            outbox.outboxes().lookForCameras();
            assertEquals(2, outbox.log.lines.size(), outbox.log.lines::toString);
            assertTrue(outbox.log.lines.get(1).contains("no camera front, gaet") && outbox.log.lines.get(1).contains("none at all"),
                    outbox.log.lines::toString);
        }
    }

    @Test
    void changedPropertiesOfASinkCountFromThenOn() throws Exception {
        try (OutboxFixture outbox = new OutboxFixture(folder)) {
            ImageSink sink = outbox.add("a", this::record, "camera.id", "front");
            outbox.save("back", 1);
            outbox.add("a", sink, "camera.id", "back");
            outbox.save("front", 2);
            outbox.save("back", 3);
            outbox.awaitEmpty("a");
            outbox.add("a", sink, "camera.id", "back", "parallel", 3);
            outbox.save("back", 4);
            outbox.awaitEmpty("a");
            assertEquals(List.of("back 3", "back 4"), delivered);
            outbox.add("b", sink, "camera.id", "front");
            outbox.save("front", 5);
            outbox.save("back", 6); // waits for the next sink of the name a
            outbox.awaitEmpty("b");
            assertEquals(List.of("back 3", "back 4", "front 5"), delivered);
            assertEquals(1, outbox.status("a").waiting());
            assertEquals(List.of(), outbox.log.lines);
        }
    }

    @Test
    void changedPropertiesDoNotDisturbARunningDelivery() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch wait = new CountDownLatch(1);
        try (OutboxFixture outbox = new OutboxFixture(folder)) {
            ImageSink sink = outbox.add("a", image -> {
                running.countDown();
                wait.await();
                record(image);
            });
            outbox.save("front", 1);
            running.await();
            outbox.add("a", sink, "outbox.limit", 7);
            wait.countDown();
            outbox.awaitEmpty("a");
            assertEquals(List.of("front 1"), delivered);
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

    @Test
    void imagesWaitForASinkThatCannotDeliver() throws Exception {
        try (OutboxFixture fixture = new OutboxFixture(folder)) {
            ImageSink wrong = fixture.add("a", image -> delivered.add("too early"), ImageSink.PROBLEM, "x is not applied: url=y is wrong");
            fixture.save("front", 1);
            OutboxStatus status = fixture.status("a");
            assertEquals(List.of("x is not applied: url=y is wrong", false, 1, 0L),
                    List.of(status.problem(), status.available(), status.waiting(), status.consecutiveFailures()));
            fixture.services.get(0).discard();
            fixture.save("front", 2);
            assertEquals(1, fixture.status("a").waiting());
            fixture.outboxes().removeSink(wrong);
            assertEquals("", fixture.status("a").problem());
            fixture.add("a", this::record);
            fixture.awaitEmpty("a");
            assertEquals(expected("front", 2, 2), delivered);
        }
    }

    @Test
    void aSinkThatCannotDeliverAnyMoreSaysSoByItsProperties() throws Exception {
        try (OutboxFixture fixture = new OutboxFixture(folder)) {
            ImageSink sink = fixture.add("a", this::record);
            fixture.save("front", 1);
            fixture.awaitEmpty("a");
            fixture.add("a", sink, ImageSink.PROBLEM, "The paper is used up");
            fixture.save("front", 2);
            assertEquals(List.of("The paper is used up", false), List.of(fixture.status("a").problem(), fixture.status("a").available()));
            fixture.add("a", sink);
            fixture.awaitEmpty("a");
            assertEquals(expected("front", 1, 2), delivered);
        }
    }

    @Test
    void ofTwoSinksOfANameThatWhichCanDeliverIsUsed() throws Exception {
        try (OutboxFixture fixture = new OutboxFixture(folder)) {
            fixture.add("a", image -> delivered.add("too early"), ImageSink.KIND, "http", ImageSink.PROBLEM, "url=y is wrong");
            fixture.add("a", this::record, ImageSink.KIND, "mqtt");
            fixture.save("front", 1);
            fixture.awaitEmpty("a");
            assertEquals(expected("front", 1, 1), delivered);
            assertEquals(List.of("warn: There are two sinks of the name a, http and mqtt; only one of them gets images. Give one another "
                    + "name, which is that of its file"), fixture.log.lines);
        }
    }
}
