package org.obscura.camera.web.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obscura.camera.web.WebFixture;
import org.obscura.camera.web.http.Role;
import org.obscura.camera.web.http.Route;
import org.obscura.camera.web.http.Site;
import org.obscura.camera.web.http.User;
import org.osgi.service.log.Logger;

/** Clients that send or read slowly cost a thread for a while, and no more. */
@Tag("slow")
class SlowClientsTest {
    private static final int CONNECTIONS = 20;

    private final CountDownLatch streamBegun = new CountDownLatch(1);
    private final CountDownLatch streamEnded = new CountDownLatch(1);
    private final List<Socket> sockets = new ArrayList<>();
    private JdkServer server;

    @BeforeEach
    void open() throws IOException {
        Logger log = (Logger) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Logger.class},
                (proxy, method, arguments) -> null);
        Site site = new Site(exchange -> new User("", Role.VIEW), List.of(
                new Route("GET", "/short", Role.VIEW, call -> call.json(200, List.of())),
                new Route("POST", "/body", Role.VIEW, call -> call.json(200, call.body())), new Route("GET", "/stream", Role.VIEW, call -> {
                    streamBegun.countDown();
                    try (var out = call.exchange().begin(200, "text/plain", -1)) {
                        while (true) {
                            out.write(new byte[64 * 1024]);
                        }
                    } finally {
                        streamEnded.countDown();
                    }
                })), log);
        server = new JdkServer(site, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), "", CONNECTIONS, Duration.ofSeconds(1),
                log);
    }

    @AfterEach
    void close() throws Exception {
        for (Socket socket : sockets) {
            socket.close();
        }
        server.close();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WebFixture.PATIENCE_SECONDS);
        while (!threads().isEmpty() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(10); // the last ones are about to end
        }
        assertEquals(List.of(), threads());
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).filter(name -> name.startsWith("obscura-web")).toList();
    }

    private Socket send(String text) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        sockets.add(socket);
        socket.setSoTimeout(WebFixture.PATIENCE_SECONDS * 1000);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static boolean isClosed(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Repeats a request until it is answered: it is closed above the limit of connections, and if a loaded machine reads it too late. */
    private boolean isAnswered() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WebFixture.PATIENCE_SECONDS);
        while (System.nanoTime() - end < 0) {
            try {
                byte[] answer = send("GET /short HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").getInputStream().readNBytes(15);
                if (new String(answer, StandardCharsets.US_ASCII).equals("HTTP/1.1 200 OK")) {
                    return true;
                }
            } catch (IOException e) {
                continue;
            }
        }
        return false;
    }

    @Test
    void halfSentRequestsAreClosedAndOthersServed() throws Exception {
        List<Socket> half = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            half.add(send(i % 2 == 0 ? "GET /short HTTP/1.1\r\nHost: x\r\n" : "POST /body HTTP/1.1\r\nHost: x\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"));
        }
        assertTrue(isAnswered(), "a whole request is answered beside them");
        for (Socket socket : half) {
            assertTrue(isClosed(socket), "a half-sent request is closed");
        }
    }

    @Test
    void clientThatDoesNotReadEndsItsStream() throws Exception {
        Socket socket;
        do {
            socket = send("GET /stream HTTP/1.1\r\nHost: x\r\n\r\n");
        } while (!streamBegun.await(5, TimeUnit.SECONDS)); // a loaded machine read the request too late
        assertTrue(streamEnded.await(WebFixture.PATIENCE_SECONDS, TimeUnit.SECONDS), "the stream goes on for a client that does not read");
        assertTrue(socket.isConnected());
        assertTrue(isAnswered());
    }

    @Test
    void connectionsLeaveFileDescriptorsForImages() {
        long limit = FileDescriptors.limit();
        assertTrue(limit < 0 || Long.getLong("jdk.httpserver.maxConnections") <= limit / 2, limit + " file descriptors");
        assertEquals(10L, Long.getLong("sun.net.httpserver.idleInterval"));
    }

    @Test
    void thousandConnectionsWithoutARequestDoNotBlockOthers() throws Exception {
        for (int i = 0; i < 1000; i++) {
            send("");
        }
        assertTrue(isAnswered());
    }
}
