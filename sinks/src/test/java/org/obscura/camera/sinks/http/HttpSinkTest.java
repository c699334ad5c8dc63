package org.obscura.camera.sinks.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.DeliveryException;
import org.obscura.camera.ImageDelivery;
import org.obscura.camera.Resolution;
import org.obscura.camera.support.config.ConfigReader;

/** Uploads to a server of the JDK, and to sockets that misbehave. */
class HttpSinkTest {
    @TempDir
    private Path folder;

    private ImageDelivery image(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("a b&c.jpg"), bytes);
        return new ImageDelivery("0b7-1", "front door", 7, "hand:a", file, "jpeg", new Resolution(640, 480),
                Instant.parse("2026-11-27T10:11:12Z"), 1);
    }

    private static ConfigReader reader(Object... values) {
        Map<String, Object> all = new HashMap<>(Map.of("url", "http://localhost/{file}"));
        for (int i = 0; i < values.length; i += 2) {
            all.put((String) values[i], values[i + 1]);
        }
        return new ConfigReader(HttpSinkConfig.class, all, Map.of());
    }

    private static HttpSinkSettings settings(Object... values) {
        ConfigReader reader = reader(values);
        HttpSinkSettings settings = HttpSinkSettings.read(reader, "a");
        assertEquals(List.of(), reader.errors());
        return settings;
    }

    private static HttpSink sink(Object... values) {
        return new HttpSink("a", settings(values));
    }

    @Test
    void putSendsTheImageToAnEncodedAddress() throws Exception {
        try (UploadServer server = new UploadServer()) {
            byte[] bytes = new byte[3_000_000];
            new Random(1).nextBytes(bytes);
            server.statuses.add(201);
            sink("url", server.url() + "/in/{camera}/{time:yyyy}/{file}?id={id}", "headers",
                    "X-Camera: {camera}, Accept: text/plain, text/html, X-Id:{id}")
                    .deliver(image(bytes));
            UploadServer.Upload upload = server.uploads.get(0);
            assertEquals("PUT", upload.method());
            assertEquals("/in/front%20door/2026/a%20b%26c.jpg?id=0b7-1", upload.path());
            assertEquals("image/jpeg", upload.header("Content-type"));
            assertEquals("front door", upload.header("X-camera"));
            assertEquals("0b7-1", upload.header("X-id"));
            assertArrayEquals(bytes, upload.body());
        }
    }

    private static List<String> mistakes(Object... values) {
        ConfigReader reader = reader(values);
        HttpSinkSettings.read(reader, "a");
        return reader.errors();
    }

    @Test
    void whatIsSetTwiceOrHasNoEffectIsSaid() {
        assertEquals(List.of("'headers' sets 'x-a', which is set already; the last value is sent. Leave one of them out"),
                mistakes("headers", "X-A: 1, x-a: 2"));
        assertEquals(List.of("'.header' sets 'X-A', which is set already; the last value is sent. Leave one of them out"),
                mistakes("headers", "X-A: 1", ".header", "X-A: 2"));
        assertEquals(List.of("'.token' sets 'Authorization', which is set already; the last value is sent. Leave one of them out"),
                mistakes("headers", "authorization: Basic 1", ".token", "t"));
        assertEquals(List.of("'fields' sets 'a', which is set already; the last value is sent. Leave one of them out"),
                mistakes("method", "post", "fields", "a=1, a=2"));
        assertEquals(List.of("'fields' has no effect, since 'method' is put; set method=post, or remove it"), mistakes("fields", "a=1"));
    }

    @Test
    void postSendsAForm() throws Exception {
        try (UploadServer server = new UploadServer()) {
            sink("url", server.url() + "/form", "method", "post", "field", "image", "fields", "camera={camera},kind=still")
                    .deliver(image("JPEG".getBytes(StandardCharsets.UTF_8)));
            UploadServer.Upload upload = server.uploads.get(0);
            assertEquals("POST", upload.method());
            assertTrue(upload.header("Content-type").startsWith("multipart/form-data; boundary=obscura-0b7-1"));
            assertEquals("""
                    --obscura-0b7-1
                    Content-Disposition: form-data; name="camera"

                    front door
                    --obscura-0b7-1
                    Content-Disposition: form-data; name="kind"

                    still
                    --obscura-0b7-1
                    Content-Disposition: form-data; name="image"; filename="a b&c.jpg"
                    Content-Type: image/jpeg

                    JPEG
                    --obscura-0b7-1--
                    """.replace("\n", "\r\n"), new String(upload.body(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void credentialsAreSentWhereTheServerRequiresThem() throws Exception {
        try (UploadServer server = new UploadServer()) {
            server.credentials = "me:secret";
            HttpSink sink = sink("url", server.url() + "/{id}", "username", "me", ".password", "secret");
            sink.deliver(image(new byte[10]));
            sink.deliver(image(new byte[10]));
            assertEquals(2, server.uploads.size());
            HttpSink wrong = sink("url", server.url() + "/{id}", "username", "me", ".password", "guess");
            DeliveryException e = assertThrows(DeliveryException.class, () -> wrong.deliver(image(new byte[10])));
            assertTrue(e.isRetryable(), "the image waits until the configuration is corrected");
            assertTrue(e.getMessage().contains("has refused the user name or the password"), e.getMessage());
            assertFalse(e.getMessage().contains("guess"));
        }
    }

    @Test
    void aTokenIsSentAndShownNowhere() throws Exception {
        try (UploadServer server = new UploadServer()) {
            HttpSinkSettings settings = settings(".url", server.url() + "/{id}?signature=geheim", ".token", "t0ken", ".header",
                    "X-Api-Key: k3y");
            new HttpSink("a", settings).deliver(image(new byte[10]));
            UploadServer.Upload upload = server.uploads.get(0);
            assertEquals("/0b7-1?signature=geheim", upload.path());
            assertEquals("Bearer t0ken", upload.header("Authorization"));
            assertEquals("k3y", upload.header("X-api-key"));
            assertEquals(server.url() + "/...", settings.target());
            server.statuses.add(401);
            DeliveryException e = assertThrows(DeliveryException.class, () -> new HttpSink("a", settings).deliver(image(new byte[10])));
            assertTrue(e.isRetryable() && e.getMessage().contains("401"), e.getMessage());
            assertFalse(e.getMessage().contains("geheim"), e.getMessage());
        }
    }

    @Test
    void someAnswersAreFinalAndSomeAreNot() throws Exception {
        try (UploadServer server = new UploadServer()) {
            HttpSink sink = sink("url", server.url() + "/{id}");
            server.statuses.addAll(List.of(409, 501)); // no folder of the image, and no MKCOL
            assertFalse(assertThrows(DeliveryException.class, () -> sink.deliver(image(new byte[10]))).isRetryable());
            assertEquals(List.of("PUT", "MKCOL"), server.uploads.stream().map(UploadServer.Upload::method).toList());
            for (int status : new int[] {400, 404, 405, 410, 411, 413, 415, 422}) {
                server.statuses.add(status);
                assertFalse(assertThrows(DeliveryException.class, () -> sink.deliver(image(new byte[10]))).isRetryable(), "" + status);
            }
            for (int status : new int[] {304, 303, 403, 408, 425, 429, 500, 502, 503, 504, 507}) {
                server.statuses.add(status);
                assertTrue(assertThrows(DeliveryException.class, () -> sink.deliver(image(new byte[10]))).isRetryable(), "" + status);
            }
            for (int status : new int[] {200, 201, 202, 204}) {
                server.statuses.add(status);
                sink.deliver(image(new byte[10]));
            }
        }
    }

    @Test
    void retryAfterIsHonoured() throws Exception {
        try (UploadServer server = new UploadServer()) {
            server.statuses.add(503);
            server.headers = Map.of("Retry-After", "120");
            DeliveryException e = assertThrows(DeliveryException.class,
                    () -> sink("url", server.url() + "/{id}").deliver(image(new byte[10])));
            assertEquals(Duration.ofMinutes(2), e.getRetryAfter());
        }
        Instant now = Instant.parse("1994-11-15T08:12:31Z"); // the example of RFC 9110, 5.6.7
        assertEquals(Duration.ofSeconds(6), HttpSink.retryAfter("Tue, 15 Nov 1994 08:12:37 GMT", now));
        assertEquals(Duration.ZERO, HttpSink.retryAfter("Tue, 15 Nov 1994 08:12:20 GMT", now));
        assertEquals(Duration.ofDays(1), HttpSink.retryAfter("999999999", now));
        assertEquals(Duration.ZERO, HttpSink.retryAfter("soon", now));
    }

    @Test
    @Tag("slow")
    void aServerThatNeverAnswersIsGivenUpInTime() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            byte[] large = new byte[20_000_000]; // more than the buffers of a socket: writing blocks, which has no time limit of its own
            HttpSink sink = sink("url", "http://localhost:" + silent.getLocalPort() + "/{id}", "time.limit", "1s");
            DeliveryException e = assertThrows(DeliveryException.class, () -> sink.deliver(image(large)));
            assertTrue(e.isRetryable() && e.getMessage().contains("within 1s (time.limit)"), e.getMessage());
        }
    }

    @Test
    void anEarlyRefusalIsUnderstood() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> {
                try (Socket socket = server.accept()) {
                    socket.getInputStream().readNBytes(1000);
                    socket.getOutputStream().write("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n".getBytes());
                    socket.shutdownOutput();
                    socket.getInputStream().readNBytes(5_000_000); // lingers, as servers do, and then ends the connection
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            answering.start();
            HttpSink sink = sink("url", "http://localhost:" + server.getLocalPort() + "/{id}");
            DeliveryException e = assertThrows(DeliveryException.class, () -> sink.deliver(image(new byte[20_000_000])));
            answering.join();
            // where the system discards the answer with the connection, there is nothing to understand, and the image is sent again
            assertTrue(e.getMessage().contains("413") ? !e.isRetryable() : e.isRetryable(), e.getMessage());
        }
    }

    @Test
    void aServerThatIsAwayIsRetried() throws Exception {
        try (Socket closed = new Socket()) {
            closed.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)); // keeps the port from others, and does not listen
            HttpSink sink = sink("url", "http://localhost:" + closed.getLocalPort() + "/{id}");
            DeliveryException e = assertThrows(DeliveryException.class, () -> sink.deliver(image(new byte[10])));
            assertTrue(e.isRetryable() && e.getMessage().startsWith("The server of sink a cannot be reached"), e.getMessage());
            assertEquals(Duration.ZERO, e.getRetryAfter());
        }
    }

    @Test
    void mistakesAreExplained() {
        assertTrue(mistake("url", "").startsWith("'url' is missing"));
        assertTrue(mistake("url", "ftp://host/").contains("must begin with http:// or https://"));
        assertTrue(mistake("url", "http://me:pw@host/").contains("put them into 'username' and '.password'"));
        assertTrue(
                mistake("url", "http://host:99999/").startsWith("url=http://host:99999/ has the port 99999; it must be from 1 to 65535"));
        assertTrue(mistake("url", "http://my_host/").startsWith("url=http://my_host/ has 'my_host' in the place of host and port"));
        assertTrue(mistake("url", "http://host/{pth}").contains("'{pth}' is no known place"));
        assertTrue(mistake("url", "http://host/", "headers", "Host: other").contains("'Host' cannot be set"));
        assertTrue(mistake("url", "http://host/", "headers", "nonsense").contains("NAME: VALUE"));
        assertTrue(mistake("url", "http://host/", ".token", "t", "username", "u").contains("use one of them"));
        assertNull(settings("url", "http://host/{file}").client().authentication().credentials());
    }

    private static String mistake(Object... values) {
        return assertThrows(IllegalArgumentException.class, () -> settings(values)).getMessage();
    }
}
