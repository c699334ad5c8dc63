package org.obscura.camera.sinks.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.DeliveryException;
import org.obscura.camera.ImageDelivery;
import org.obscura.camera.Resolution;
import org.obscura.camera.support.config.ConfigReader;

/** Uploads by PUT to a real server that is not ours: lighttpd with WebDAV. */
class WebdavTest {
    @TempDir
    private Path folder;
    private Lighttpd server;

    @BeforeEach
    void start() throws Exception {
        server = new Lighttpd(folder);
    }

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    private ImageDelivery image(String name, int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        Path file = Files.write(folder.resolve(name), bytes);
        return new ImageDelivery("0b7-1", "front door", 7, "hand:a", file, "jpeg", new Resolution(640, 480),
                Instant.parse("2026-11-27T10:11:12Z"), 1);
    }

    private static HttpSink sink(String... values) {
        Map<String, Object> all = new HashMap<>();
        for (int i = 0; i < values.length; i += 2) {
            all.put(values[i], values[i + 1]);
        }
        ConfigReader reader = new ConfigReader(HttpSinkConfig.class, all, Map.of());
        HttpSinkSettings settings = HttpSinkSettings.read(reader, "a");
        assertEquals(List.of(), reader.errors());
        return new HttpSink("a", settings);
    }

    private void assertStored(ImageDelivery image, String path) throws IOException {
        assertArrayEquals(Files.readAllBytes(image.path()), Files.readAllBytes(server.files().resolve(path)));
    }

    @Test
    void anImageIsStoredAndReplacedByTheNextAttempt() throws Exception {
        HttpSink sink = sink("url", server.url() + "/open/{camera}-{file}");
        ImageDelivery image = image("a b&c.jpg", 3_000_000);
        sink.deliver(image);
        assertStored(image, "open/front door-a b&c.jpg");
        Files.write(image.path(), new byte[] {1, 2, 3});
        sink.deliver(image);
        assertStored(image, "open/front door-a b&c.jpg");
    }

    @Test
    void credentialsAreSentByDigestAndByBasic() throws Exception {
        for (String area : List.of("basic", "digest")) {
            ImageDelivery image = image(area + ".jpg", 100_000);
            sink("url", server.url() + "/" + area + "/{file}", "username", "me", ".password", "s3cret").deliver(image);
            assertStored(image, area + "/" + area + ".jpg");
            HttpSink wrong = sink("url", server.url() + "/" + area + "/{file}", "username", "me", ".password", "guess");
            DeliveryException e = assertThrows(DeliveryException.class, () -> wrong.deliver(image));
            assertTrue(e.isRetryable() && e.getMessage().contains("has refused the user name or the password"), e.getMessage());
        }
    }

    @Test
    void aServerThatIsStartedAgainGetsTheImage() throws Exception {
        HttpSink sink = sink("url", server.url() + "/open/{file}");
        ImageDelivery image = image("a.jpg", 500_000);
        sink.deliver(image);
        Files.delete(server.files().resolve("open/a.jpg"));
        server.stop();
        DeliveryException e = assertThrows(DeliveryException.class, () -> sink.deliver(image));
        assertTrue(e.isRetryable() && e.getMessage().contains("cannot be reached"), e.getMessage());
        server.start();
        sink.deliver(image);
        assertStored(image, "open/a.jpg");
    }

    @Test
    void missingFoldersAreMade() throws Exception {
        ImageDelivery image = image("a.jpg", 1000);
        HttpSink sink = sink("url", server.url() + "/open/{camera}/{time:yyyy-MM-dd}/{file}");
        sink.deliver(image);
        assertStored(image, "open/front door/2026-11-27/a.jpg");
        ImageDelivery next = image("b.jpg", 2000);
        sink.deliver(next);
        assertStored(next, "open/front door/2026-11-27/b.jpg");
    }

    @Test
    void anAreaWithoutWebdavRefusesTheImage() throws Exception {
        DeliveryException e = assertThrows(DeliveryException.class,
                () -> sink("url", server.url() + "/plain/{file}").deliver(image("a.jpg", 10)));
        assertFalse(Files.exists(server.files().resolve("plain/a.jpg")));
        assertTrue(e.getMessage().contains("HTTP 4"), e.getMessage());
    }
}
