package org.obscura.camera.web.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.web.WebFixture;
import org.obscura.camera.web.http.Exchange;
import org.obscura.camera.web.http.HttpException;
import org.obscura.camera.web.http.Role;
import org.obscura.camera.web.http.User;
import org.osgi.service.log.Logger;

/** Who is admitted: hosts, origins, users, roles, wrong passwords. */
class AccessTest {
    /** Of the password secret, with few rounds; computed with Python's hashlib.pbkdf2_hmac. */
    private static final String HASH = "pbkdf2:1000:MDEyMzQ1Njc4OWFiY2RlZg:tiKWHy4FAGCWE8gn6GtKhaxD2OeeAUUWXFT_p1aaNl8";

    @TempDir
    private Path folder;

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static int status(WebFixture web, String method, String path, String host, String... headers) throws Exception {
        String answer = web.raw(method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n"
                + String.join("", List.of(headers).stream().map(header -> header + "\r\n").toList()) + "Content-Length: 0\r\n\r\n");
        return Integer.parseInt(answer.substring(9, 12));
    }

    @Test
    void hostMustBeAConfiguredName() throws Exception {
        try (WebFixture web = new WebFixture(folder)) {
            String path = "/obscura/api/cameras";
            for (String host : List.of("localhost", "localhost:8090", "127.0.0.1:1", "[::1]:80", "Gateway.LOCAL")) {
                assertEquals(200, status(web, "GET", path, host), host);
            }
            for (String host : List.of("evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "192.168.0.1", "", "::1")) {
                assertEquals(421, status(web, "GET", path, host), host);
            }
        }
    }

    @Test
    void requestsOfOtherSitesAreRefused() throws Exception {
        try (WebFixture web = new WebFixture(folder)) {
            String captures = "/obscura/api/cameras/default/captures";
            assertEquals(403, status(web, "POST", captures, "localhost", "Sec-Fetch-Site: cross-site"));
            assertEquals(403, status(web, "POST", captures, "localhost", "Sec-Fetch-Site: same-site"));
            assertEquals(403, status(web, "POST", captures, "localhost", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate",
                    "Sec-Fetch-Dest: document"));
            assertEquals(403, status(web, "POST", captures, "localhost", "Origin: http://evil.example"));
            assertEquals(403, status(web, "POST", captures, "localhost:80", "Origin: http://localhost:81"));
            assertEquals(403, status(web, "POST", captures, "localhost", "Origin: null"));
            // an image of another page
            assertEquals(403, status(web, "GET", "/obscura/api/cameras/default/live.jpg", "localhost", "Sec-Fetch-Site: cross-site",
                    "Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: image"));
            assertEquals(0L, web.camera.camera().getStatistics().requested());
            // a link to the page
            assertEquals(200, status(web, "GET", "/obscura/", "localhost", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate",
                    "Sec-Fetch-Dest: document"));
            assertEquals(403, status(web, "GET", "/obscura/api/cameras/default/still?fresh", "localhost", "Sec-Fetch-Site: cross-site",
                    "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"));
            assertEquals(0L, web.camera.camera().getStatistics().requested());
            assertEquals(202, status(web, "POST", captures, "localhost:80", "Origin: http://localhost:80"));
            assertEquals(202, status(web, "POST", captures, "localhost", "Sec-Fetch-Site: same-origin"));
        }
    }

    @Test
    void pathsOfOthersAreNotServed() throws Exception {
        try (WebFixture web = new WebFixture(folder)) {
            for (String path : List.of("/obscura/../../etc/passwd", "/obscura/%2e%2e/%2e%2e/etc/passwd", "/obscura//etc/passwd",
                    "/etc/passwd",
                    "/obscura/..%2f..%2fetc%2fpasswd", "/obscura/page/index.html", "/obscura/openapi.json",
                    "/obscura/api/cameras/default/captures/..%2f1/image")) {
                assertEquals(404, status(web, "GET", path, "localhost"), path);
            }
        }
    }

    @Test
    void bodyIsLimited() throws Exception {
        try (WebFixture web = new WebFixture(folder)) {
            String body = "{\"location\": \"" + "x".repeat(100_000) + "\"}";
            assertEquals(413, web.send("POST", "/api/cameras/default/captures", body).statusCode());
        }
    }

    @Test
    void usersHaveRoles() throws Exception {
        try (WebFixture web = new WebFixture(folder, "vera view " + HASH, "otto operate " + HASH, "carla configure " + HASH)) {
            String camera = "/obscura/api/cameras/default";
            assertEquals(401, status(web, "GET", "/obscura/", "localhost"));
            assertEquals(401, status(web, "GET", "/obscura/", "localhost", "Authorization: " + basic("vera", "wrong")));
            assertEquals(401, status(web, "GET", "/obscura/", "localhost", "Authorization: " + basic("unknown", "secret")));
            assertEquals(400, status(web, "GET", "/obscura/", "localhost", "Authorization: Basic !!"));
            String vera = "Authorization: " + basic("vera", "secret");
            assertEquals(200, status(web, "GET", "/obscura/", "localhost", vera));
            assertEquals(403, status(web, "POST", camera + "/captures", "localhost", vera));
            assertEquals(403, status(web, "GET", camera + "/still?fresh", "localhost", vera));
            assertEquals(0L, web.camera.camera().getStatistics().requested());
            String otto = "Authorization: " + basic("otto", "secret");
            assertEquals(403, status(web, "POST", "/obscura/api/discovery", "localhost", otto));
            assertEquals(202, status(web, "POST", camera + "/captures", "localhost", otto));
            assertEquals(403, status(web, "PATCH", camera, "localhost", otto));
            assertEquals(200, status(web, "PATCH", camera, "localhost", "Authorization: " + basic("carla", "secret")));
            assertTrue(web.log.stream().noneMatch(line -> line.contains("secret") || line.contains("Basic")), web.log.toString());
        }
    }

    @Test
    void wrongPasswordsMakeTheAddressWait() throws Exception {
        try (WebFixture web = new WebFixture(folder, "vera view " + HASH)) {
            String right = "Authorization: " + basic("vera", "secret");
            assertEquals(200, status(web, "GET", "/obscura/", "localhost", right));
            for (int i = 0; i < FailedLogins.ALLOWED; i++) {
                assertEquals(401, status(web, "GET", "/obscura/", "localhost", "Authorization: " + basic("vera", "wrong" + i)));
            }
            assertEquals(429, status(web, "GET", "/obscura/", "localhost", "Authorization: " + basic("vera", "wrong")));
            assertEquals(200, status(web, "GET", "/obscura/", "localhost", right), "who is known goes on");
        }
    }

    @Test
    void wrongPasswordsThatComeTogetherAreNotTriedTogether() throws Exception {
        int requests = 20;
        AtomicInteger tried = new AtomicInteger();
        CountDownLatch first = new CountDownLatch(1);
        Realm realm = new Realm() {
            @Override
            public boolean isEmpty() {
                return false;
            }

            @Override
            public User login(String name, char[] password) {
                tried.incrementAndGet();
                try {
                    first.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return null;
            }
        };
        RequestGuard guard = new RequestGuard(List.of(), realm, stub(Logger.class, Map.of()));
        List<Thread> threads = new ArrayList<>();
        List<FutureTask<HttpException>> refusals = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            Exchange request = stub(Exchange.class, Map.of("method", "GET", "path", "/", "remote", "192.0.2.1", "Host", "localhost",
                    "Authorization", basic("vera", "wrong" + i)));
            FutureTask<HttpException> refusal = new FutureTask<>(() -> assertThrows(HttpException.class, () -> guard.admit(request)));
            refusals.add(refusal);
            threads.add(new Thread(refusal));
        }
        threads.forEach(Thread::start);
        while (threads.stream().map(Thread::getState)
                .anyMatch(state -> state != Thread.State.WAITING && state != Thread.State.TERMINATED)) {
            Thread.onSpinWait();
        }
        first.countDown();
        for (FutureTask<HttpException> refusal : refusals) {
            refusal.get(WebFixture.PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        assertEquals(FailedLogins.ALLOWED, tried.get());
    }

    /** Returns an object whose methods return what is known by their name or argument; else null. */
    private static <T> T stub(Class<T> type, Map<Object, String> values) {
        return WebFixture.proxy(type, (method, arguments) -> values.get(method.equals("header") ? arguments[0] : method));
    }

    @Test
    void addressThatWaitedMayTryAgain() {
        AtomicLong clock = new AtomicLong();
        FailedLogins failures = new FailedLogins(clock::get);
        for (int i = 0; i < FailedLogins.ALLOWED; i++) {
            assertFalse(failures.mustWait("a"));
            failures.failed("a");
        }
        assertTrue(failures.mustWait("a"));
        assertFalse(failures.mustWait("b"));
        clock.addAndGet((FailedLogins.WAIT_SECONDS + 1) * 1_000_000_000L);
        assertFalse(failures.mustWait("a"));
    }

    @Test
    void hashOfAPasswordMatchesThatPasswordAlone() {
        PasswordHash hash = PasswordHash.parse(PasswordHash.of("pässword".toCharArray()));
        assertTrue(hash.matches("pässword".toCharArray()));
        assertFalse(hash.matches("password".toCharArray()));
        assertTrue(PasswordHash.parse(HASH).matches("secret".toCharArray()));
    }

    @Test
    void wrongUsersAreNamedWithoutTheirHash() {
        for (String line : List.of("anna", "anna operate", "anna boss " + HASH, "anna view secret", "anna view pbkdf2:1:a:b")) {
            String message = assertThrows(IllegalArgumentException.class, () -> new Users(List.of(line))).getMessage();
            assertTrue(message.contains("anna") && !message.contains("secret") && !message.contains("pbkdf2:1"), message);
        }
        Users users = new Users(List.of("anna configure " + HASH));
        assertEquals(Role.CONFIGURE, users.login("anna", "secret".toCharArray()).role());
        assertNull(users.login("anna", "".toCharArray()));
    }
}
