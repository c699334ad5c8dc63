package org.obscura.camera.sinks.outbox;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.obscura.camera.CapturedImage;
import org.obscura.camera.ImageOutbox;
import org.obscura.camera.ImageSink;
import org.obscura.camera.OutboxStatus;
import org.obscura.camera.Resolution;

/** Outboxes in a folder, without a framework. */
public final class OutboxFixture implements AutoCloseable {
    static final int PATIENCE_SECONDS = Integer.getInteger("test.timeout", 300);

    /** The events, such as {@code IMAGE_DELIVERED a front 1}. */
    public final List<String> events = new CopyOnWriteArrayList<>();
    /** What was logged. */
    public final LogLines log = new LogLines();
    /** The services. */
    public final List<ImageOutbox> services = new CopyOnWriteArrayList<>();
    /** Called with each outbox that is registered. */
    public volatile Consumer<ImageOutbox> onService = outbox -> {};
    /** The ids of the cameras that exist. */
    public volatile Set<String> cameras = Set.of("front", "side", "back");
    private final Path images;
    private final Outboxes outboxes;

    /** Opens the outboxes in a folder; images are made beside them. */
    public OutboxFixture(Path folder) throws IOException {
        this(folder, (topic, properties) -> {});
    }

    /** Opens them with a further receiver of events. */
    public OutboxFixture(Path folder, BiConsumer<String, Map<String, Object>> receiver) throws IOException {
        images = Files.createDirectories(folder.resolve("images"));
        outboxes = new Outboxes(folder.resolve("outbox"), log.logger(), (topic, properties) -> {
            event(topic, properties);
            receiver.accept(topic, properties);
        }, outbox -> {
            services.add(outbox);
            onService.accept(outbox);
            return () -> services.remove(outbox);
        }, () -> cameras);
    }

    private void event(String topic, Map<String, Object> properties) {
        events.add(
                topic.substring(topic.lastIndexOf('/') + 1) + " " + properties.get("camera.sink.name") + " " + properties.get("camera.id")
                        + " " + properties.get("request.id"));
    }

    /** Returns the outboxes. */
    public Outboxes outboxes() {
        return outboxes;
    }

    /** Registers a sink with properties: keys and values in turn. */
    public ImageSink add(String name, ImageSink sink, Object... properties) {
        Map<String, Object> all = new HashMap<>(Map.of(ImageSink.NAME, name, "retry.delay", "10ms", "retry.max", "20ms"));
        for (int i = 0; i < properties.length; i += 2) {
            all.put((String) properties[i], properties[i + 1]);
        }
        outboxes.addSink(sink, all);
        return sink;
    }

    /** Saves an image and hands it to the outboxes. */
    public Path save(String camera, int request) throws IOException {
        Path path = images.resolve(camera + "-" + request + ".jpg");
        Files.writeString(path, camera + " " + request);
        outboxes.receive(new CapturedImage(request, camera, "hand:a", path, null, URI.create("camera-preview:" + camera + "/" + request),
                "jpeg", new Resolution(640, 480), Instant.EPOCH, Map.of(), Map.of(), List.of()));
        return path;
    }

    /** Returns the condition of an outbox. */
    public OutboxStatus status(String sink) {
        return outboxes.outbox(sink).getStatus();
    }

    /** Waits until something is true. */
    public static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                fail("It did not happen within " + PATIENCE_SECONDS + " s: " + what);
            }
            Thread.sleep(5); // a condition of files and counters, which notify no one
        }
    }

    /** Waits until nothing waits for a sink. */
    public void awaitEmpty(String sink) throws InterruptedException {
        await("the outbox of " + sink + " is empty", () -> status(sink).waiting() == 0);
    }

    @Override
    public void close() throws IOException {
        outboxes.close();
    }
}
