package org.obscura.camera.sinks.http;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import org.obscura.camera.sinks.outbox.OutboxFixture;
import org.obscura.camera.support.config.ConfigReader;

/**
 * A process that is killed by its test: saves images of two cameras and uploads them. Prints {@code saved N} once an image is taken over,
 * and {@code delivered N} once its delivery is reported.
 */
final class KilledProcess {
    private KilledProcess() {
    }

    /** Ends this process if that of the test ends, which holds the other end of the input. */
    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                continue;
            }
        } catch (IOException e) {
            Runtime.getRuntime().halt(1);
        }
        Runtime.getRuntime().halt(1);
    }

    /** Arguments: folder, address, the first number, how many images, whether images are deleted. */
    public static void main(String[] arguments) throws Exception {
        Thread parent = new Thread(KilledProcess::endWithParent, "parent");
        parent.setDaemon(true);
        parent.start();
        try (OutboxFixture outbox = new OutboxFixture(Path.of(arguments[0]), (topic, properties) -> {
            if (topic.endsWith("IMAGE_DELIVERED")) {
                System.out.println("delivered " + properties.get("request.id"));
            }
        })) {
            ConfigReader reader = new ConfigReader(HttpSinkConfig.class, Map.of("url", arguments[1] + "/{request}"), Map.of());
            outbox.add("a", new HttpSink("a", HttpSinkSettings.read(reader, "a")), "delete.after.delivery", arguments[4]);
            int first = Integer.parseInt(arguments[2]);
            int count = Integer.parseInt(arguments[3]);
            System.out.println("ready");
            for (int i = first; i < first + count; i++) {
                OutboxFixture.await("room", () -> outbox.status("a").waiting() < 5); // a kill is to hit deliveries, not a queue
                outbox.save(i % 2 == 0 ? "even" : "odd", i);
                System.out.println("saved " + i);
            }
            outbox.awaitEmpty("a");
        }
        System.out.println("done");
    }
}
