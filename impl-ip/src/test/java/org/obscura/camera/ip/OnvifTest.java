package org.obscura.camera.ip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obscura.camera.Resolution;
import org.obscura.camera.ip.server.CameraServer;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraStream;

/** An ONVIF camera whose clock is wrong and which names an address of another network; its replies leave prefixes undeclared. */
class OnvifTest {
    private static final Pattern OPERATION = Pattern.compile("<s:Body>\\s*<(\\w+)");
    private static final Duration SHIFT = Duration.ofDays(-400);
    private final List<String> operations = new CopyOnWriteArrayList<>();
    private CameraServer images;
    private HttpServer onvif;
    private volatile boolean snapshots = true;
    private volatile boolean challenging;
    private volatile int wrong;

    @BeforeEach
    void start() throws Exception {
        images = new CameraServer();
        onvif = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        onvif.createContext("/", exchange -> {
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String reply = reply(request);
            byte[] bytes = ("<?xml version=\"1.0\"?><SOAP-ENV:Envelope><SOAP-ENV:Body>" + reply + "</SOAP-ENV:Body></SOAP-ENV:Envelope>")
                    .getBytes(StandardCharsets.UTF_8);
            boolean refused = reply.contains("NotAuthorized");
            if (refused && (request.contains("<Password") || exchange.getRequestHeaders().containsKey("Authorization"))) {
                wrong++;
            }
            if (refused && challenging) {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Digest realm=\"camera\", nonce=\"0a4f\", qop=\"auth\"");
            }
            exchange.sendResponseHeaders(refused && challenging ? 401 : reply.contains("Fault") ? 400 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        onvif.start();
    }

    @AfterEach
    void stop() throws IOException {
        onvif.stop(0);
        images.close();
    }

    private String reply(String request) throws IOException {
        Matcher m = OPERATION.matcher(request);
        String operation = m.find() ? m.group(1) : "";
        if (operation.equals("GetSystemDateAndTime")) {
            operations.add(operation);
            ZonedDateTime now = Instant.now().plus(SHIFT).atZone(ZoneOffset.UTC);
            return "<tds:UTCDateTime><tt:Time><tt:Hour>" + now.getHour() + "</tt:Hour><tt:Minute>" + now.getMinute()
                    + "</tt:Minute><tt:Second>"
                    + now.getSecond() + "</tt:Second></tt:Time><tt:Date><tt:Year>" + now.getYear() + "</tt:Year><tt:Month>"
                    + now.getMonthValue()
                    + "</tt:Month><tt:Day>" + now.getDayOfMonth() + "</tt:Day></tt:Date></tds:UTCDateTime>";
        }
        if (!isAuthorized(request)) {
            return "<Fault><Code><Value>env:Sender</Value><Subcode><Value>ter:NotAuthorized</Value></Subcode></Code></Fault>";
        }
        operations.add(operation);
        return switch (operation) {
            case "GetCapabilities" ->
                "<tt:Media><tt:XAddr>http://10.99.99.99:" + onvif.getAddress().getPort() + "/onvif/media</tt:XAddr></tt:Media>";
            case "GetProfiles" -> profile("main", 1920, 1080) + profile("sub", 320, 240);
            case "GetSnapshotUri" -> snapshots
                    ? "<trt:MediaUri><tt:Uri>http://10.99.99.99:" + images.port() + "/digest/snapshot.jpg</tt:Uri></trt:MediaUri>"
                    : "<Fault><Code><Value>ter:ActionNotSupported</Value></Code></Fault>";
            case "GetStreamUri" -> "<tt:Uri>rtsp://user:pass@10.99.99.99/stream1</tt:Uri>";
            default -> "<Fault><Text>unknown</Text></Fault>";
        };
    }

    private static String profile(String token, int width, int height) {
        return "<trt:Profiles token=\"" + token + "\"><tt:Name>profile " + token
                + "</tt:Name><tt:VideoEncoderConfiguration><tt:Resolution><tt:Width>" + width
                + "</tt:Width><tt:Height>" + height + "</tt:Height></tt:Resolution></tt:VideoEncoderConfiguration></trt:Profiles>";
    }

    /** Checks the digest as the camera does: the time must be that of its own clock, but for what a loaded machine takes. */
    private static boolean isAuthorized(String request) {
        try {
            String created = part(request, "Created");
            if (Duration.between(Instant.now().plus(SHIFT), Instant.parse(created)).abs().compareTo(TestDevice.PATIENCE) > 0) {
                return false;
            }
            MessageDigest sha = MessageDigest.getInstance("SHA-1");
            sha.update(Base64.getDecoder().decode(part(request, "Nonce")));
            sha.update((created + CameraServer.PASSWORD).getBytes(StandardCharsets.UTF_8));
            return part(request, "Username").equals(CameraServer.USER)
                    && part(request, "Password").equals(Base64.getEncoder().encodeToString(sha.digest()));
        } catch (Exception e) {
            return false;
        }
    }

    private static String part(String request, String name) {
        Matcher m = Pattern.compile("<" + name + "(?:\\s[^>]*)?>([^<]*)<").matcher(request);
        return m.find() ? m.group(1) : "";
    }

    private IpDevice device(Object... pairs) {
        return TestDevice.of(TestDevice.config("onvif://127.0.0.1:" + onvif.getAddress().getPort(), withPatience(pairs)));
    }

    private static Object[] withPatience(Object... pairs) {
        List<Object> all = new ArrayList<>(List.of(pairs));
        all.addAll(List.of("timeout", "30s"));
        return all.toArray();
    }

    @Test
    void takesImagesOfTheProfileOfTheRequestedSize() throws Exception {
        IpDevice device = device();
        try (CameraStream stream = device.open(new Resolution(320, 240))) {
            TestDevice.frame(stream).close();
        }
        assertEquals(List.of(new Resolution(1920, 1080), new Resolution(320, 240)), device.getResolutions());
        assertEquals(List.of("GetSystemDateAndTime", "GetCapabilities", "GetProfiles", "GetSnapshotUri"), operations);
        device.open(new Resolution(320, 240)).close();
        assertEquals(4, operations.size(), "the address was requested again");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void wrongPasswordIsSentOnceInTenCaptures(boolean challenge) {
        challenging = challenge;
        IpDevice device = device(".password", "wrong");
        for (int i = 0; i < 10; i++) {
            String message = assertThrows(CameraException.class, () -> device.open(null)).getMessage();
            assertTrue(message.contains("refused the user name or the password"), message);
        }
        assertEquals(1, wrong);
        assertEquals(0, images.requests());
    }

    @Test
    void cameraWithoutStillImagesIsReferredToItsStream() {
        snapshots = false;
        String message = assertThrows(CameraException.class, () -> device().open(null)).getMessage();
        assertTrue(message.contains("source=rtsp://127.0.0.1:554/stream1"), message);
    }

    @Test
    void pageInPlaceOfTheServiceIsShown() {
        for (String page : List.of("<html><head><title>Login</title></head></html>", "<!DOCTYPE html><p>Login", "Login")) {
            onvif.createContext("/page", exchange -> {
                exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().add("Content-Type", "text/html");
                exchange.sendResponseHeaders(200, page.length());
                exchange.getResponseBody().write(page.getBytes(StandardCharsets.UTF_8));
                exchange.close();
            });
            IpDevice device = TestDevice
                    .of(TestDevice.config("onvif://127.0.0.1:" + onvif.getAddress().getPort() + "/page", withPatience()));
            String message = assertThrows(CameraException.class, () -> device.open(null)).getMessage();
            assertTrue(message.contains("answered /page with text/html that begins with the text \"" + page
                    + "\", which is no ONVIF reply"), message);
            assertTrue(message.endsWith("Check that ONVIF is switched on in the camera, and the port and path of 'url'"), message);
            onvif.removeContext("/page");
        }
    }

    @Test
    void unknownProfileIsNamedWithThoseThatExist() {
        String message = assertThrows(CameraException.class, () -> device("profile", "best").open(null)).getMessage();
        assertTrue(message.contains("has no ONVIF profile 'best'; it has main (profile main), sub (profile sub)"), message);
    }
}
