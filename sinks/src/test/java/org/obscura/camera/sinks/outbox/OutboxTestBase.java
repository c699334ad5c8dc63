package org.obscura.camera.sinks.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.ImageDelivery;

/** An outbox, and what was delivered from it. */
abstract class OutboxTestBase {
    @TempDir
    Path folder;
    final List<String> delivered = new CopyOnWriteArrayList<>();

    void record(ImageDelivery image) {
        delivered.add(image.cameraId() + " " + image.requestId());
    }

    List<String> expected(String camera, int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> camera + " " + i).toList();
    }

    List<String> deliveredOf(String camera) {
        return delivered.stream().filter(each -> each.startsWith(camera + " ")).toList();
    }

    long files(String sink) throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("outbox").resolve(sink))) {
            return all.filter(file -> !file.endsWith("sink.properties")).count();
        }
    }
}
