package org.obscura.camera.ip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obscura.camera.Resolution;
import org.obscura.camera.ip.server.CameraServer;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;

/** Whatever a camera answers ends in time with a reason, leaves nothing open, and harms no later capture. */
@Tag("slow")
class StillFaultsTest {
    private CameraServer server;

    @BeforeEach
    void start() throws Exception {
        server = new CameraServer();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            textBlock = """
                    /fault/half           | still | BAD_FRAME    | no whole JPEG image
                    /fault/login          | still | FAILED       | answered /fault/login with a web page (text/html), which is no still image. 'url' must be
                    /fault/login-as-image | still | FAILED       | with a web page (image/jpeg), which is no still image
                    /fault/login          | auto  | FAILED       | with a web page (text/html), which is no image or stream. 'url' must be
                    /fault/login          | mjpeg | FAILED       | with a web page (text/html), which is no stream of images
                    /fault/login-page     | still | FAILED       | with a web page (text/html, titled "IP Camera\\u001b[31m Login"), which is no still image
                    /fault/login-page     | auto  | FAILED       | The page has a field for a password, so the camera did not take 'username' and '.password'
                    /fault/login-page     | mjpeg | FAILED       | or write {username} and {password} into 'url' if the camera wants them there
                    /fault/png-stream     | auto  | TIMEOUT      | within 1500ms. It sends multipart/x-mixed-replace; boundary=b that begins with the text "--b Content-Type: image/png
                    /fault/page-in-stream | mjpeg | DISCONNECTED | ended the connection. It sends multipart/x-mixed-replace; boundary=b that begins with the text "--b Content-Type: text/html
                    /fault/to-login-page  | auto  | FAILED       | answered /fault/login-page with a web page
                    /fault/json           | auto  | FAILED       | with application/json that begins with the text "{"error": "no channel 7
                    /fault/json           | still | BAD_FRAME    | begins with the text "{"error": "no channel 7
                    /fault/empty          | auto  | FAILED       | with text/plain, which is no image or stream
                    /fault/huge           | still | FAILED       | allows 102400
                    /fault/endless        | still | BAD_FRAME    | more than 102400 bytes
                    /fault/endless-garbage | still | BAD_FRAME   | more than 102400 bytes
                    /fault/endless-garbage | auto  | BAD_FRAME   | more than 102400 bytes
                    /fault/silent         | still | TIMEOUT      | was silent for 500ms
                    /fault/drip           | still | TIMEOUT      | no image within 1500ms
                    /fault/drip-head      | still | TIMEOUT      | no image within 1500ms
                    /fault/drip-head      | mjpeg | TIMEOUT      | no image within 1500ms
                    /fault/drip-head      | auto  | TIMEOUT      | did not answer within 1500ms
                    /fault/long-head      | still | FAILED       | failed: the head of the answer has more than 65536 bytes, the most that are read
                    /fault/other-host     | still | FAILED       | redirects to http://127.0.0.2
                    /fault/other-host-with-password | still | FAILED | redirects to http://127.0.0.2/i.jpg?..., which is another host
                    /fault/to-port        | still | FAILED       | redirects to http://127.0.0.1:70000/i.jpg, which has the port 70000; it must be
                    /fault/to-closed-port | still | DISCONNECTED | cannot be reached: 127.0.0.1:1:
                    /fault/to-closed-port | mjpeg | DISCONNECTED | cannot be reached: 127.0.0.1:1:
                    /fault/to-closed-port | auto  | DISCONNECTED | cannot be reached: 127.0.0.1:1:
                    /fault/to-missing     | still | FAILED       | answered /moved.jpg with HTTP 404
                    /fault/to-file        | still | FAILED       | redirects to file:///etc/passwd, which is no http or https address and is not followed
                    /fault/to-rtsp        | auto  | FAILED       | redirects to rtsp://127.0.0.1/stream?..., which is no http or https address
                    /fault/to-mail        | auto  | FAILED       | redirects to mailto:..., which is no http or https address
                    /fault/to-nowhere     | still | FAILED       | /fault/to-nowhere without an address; check 'url'
                    /fault/to-garbage     | still | FAILED       | /fault/to-garbage to a text that is no address; correct 'url'
                    /fault/loop           | still | FAILED       | /fault/loop-back?... to http
                    /fault/loop           | auto  | FAILED       | redirects in a loop: from http
                    /fault/far            | still | FAILED       | redirects more than 3 times: from http
                    /fault/far            | auto  | FAILED       | /fault/far-4; set 'url' to the last address
                    /fault/busy           | still | FAILED       | serve few clients at once
                    /fault/no-http        | still | FAILED       | does not answer in HTTP
                    /missing.jpg          | auto  | FAILED       | HTTP 404; there is no such address
                    """)
    void endsInTimeWithAReason(String path, String type, Reason reason, String clause) throws Exception {
        // a short one only where it is waited for: a camera on a loaded machine may be silent for that long
        String timeout = reason == Reason.TIMEOUT ? "500ms" : "30s";
        IpDevice device = TestDevice.of(TestDevice.config(server.url(path), "type", type, "timeout", timeout, "image.limit", "100kB"));
        long begin = System.nanoTime();
        CameraException e = assertThrows(CameraException.class, () -> device.open(null));
        assertEquals(reason, e.getReason(), e.getMessage());
        boolean silent = reason == Reason.TIMEOUT && e.getMessage().contains("was silent for 500ms");
        assertTrue(silent || e.getMessage().contains(clause), e.getMessage());
        assertFalse(e.getMessage().contains("s3cret"), e.getMessage());
        assertTrue(System.nanoTime() - begin < TestDevice.PATIENCE.toNanos(), "took too long");
        assertEquals(List.of(), TestDevice.threadsLeft());
        TestDevice.of(TestDevice.config(server.url("/snapshot.jpg"))).open(null).close();
    }

    @Test
    void redirectOnTheSameHostIsFollowed() throws Exception {
        TestDevice.of(TestDevice.config(server.url("/fault/same-host"))).open(null).close();
    }

    @Test
    void cameraThatIsAwayCountsAsDisconnectedAndIsReported() throws Exception {
        AtomicInteger lost = new AtomicInteger();
        IpDevice device = TestDevice.of(TestDevice.config(server.url("/snapshot.jpg")), lost);
        assertEquals("", device.findObstacle());
        try (CameraStream stream = device.open(null)) {
            server.unplug();
            CameraException e = assertThrows(CameraException.class, () -> TestDevice.frame(stream));
            assertEquals(Reason.DISCONNECTED, e.getReason(), e.getMessage());
            assertEquals(1, lost.get());
            assertTrue(device.findObstacle().contains("cannot be reached at 127.0.0.1"), device.findObstacle());
        }
        server.plug();
        assertEquals("", device.findObstacle());
        device.open(null).close();
    }

    @Test
    void streamThatEndsIsDisconnected() throws Exception {
        IpDevice device = TestDevice.of(TestDevice.config(server.url("/mjpeg/good")));
        try (CameraStream stream = device.open(null)) {
            TestDevice.frame(stream).close();
            server.unplug();
            assertEquals(Reason.DISCONNECTED, assertThrows(CameraException.class, () -> TestDevice.frame(stream)).getReason());
        }
    }

    @Test
    void streamThatEndsAfterOneImageNamesTheTypeForStillImages() throws Exception {
        IpDevice device = TestDevice.of(TestDevice.config(server.url("/mjpeg/single"), "timeout", "30s"));
        try (CameraStream stream = device.open(null)) {
            CameraException e = assertThrows(CameraException.class, () -> TestDevice.frame(stream));
            assertEquals(Reason.DISCONNECTED, e.getReason(), e.getMessage());
            assertTrue(e.getMessage().contains("set type = still"), e.getMessage());
        }
    }

    @Test
    void streamThatStallsTimesOut() throws Exception {
        IpDevice device = TestDevice.of(TestDevice.config(server.url("/mjpeg/good"), "timeout", "30s"));
        try (CameraStream stream = device.open(null)) {
            TestDevice.frame(stream).close();
            server.hold(true);
            CameraException e = assertThrows(CameraException.class, () -> {
                while (true) {
                    stream.nextFrame(Duration.ofMillis(300)).close(); // what was on its way
                }
            });
            // a stream counts as lost where a loaded machine held the test for seconds
            assertTrue(e.getReason() == Reason.TIMEOUT || e.getMessage().contains("has sent nothing for"), e.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource({"/snapshot.jpg", "/mjpeg/good"})
    void closingEndsAWaitingCall(String path) throws Exception {
        IpDevice device = TestDevice.of(TestDevice.config(server.url(path), "timeout", "60s"));
        CameraStream stream = device.open(null);
        server.hold(true);
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try {
                while (true) {
                    stream.nextFrame(Duration.ofSeconds(60)).close();
                }
            } catch (CameraException e) {
                ended.complete(e);
            }
        });
        waiting.start();
        while (waiting.getState() != Thread.State.TIMED_WAITING && !ended.isDone()) {
            Thread.onSpinWait();
        }
        stream.close();
        CameraException e = (CameraException) ended.get(TestDevice.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertEquals(Reason.DISCONNECTED, e.getReason(), e.getMessage());
        server.hold(false);
        assertEquals(List.of(), TestDevice.threadsLeft());
    }

    @Test
    void sizeThatTheCameraDoesNotDeliverIsNotSupported() throws Exception {
        IpDevice device = TestDevice.of(TestDevice.config(server.url("/snapshot.jpg")));
        CameraException e = assertThrows(CameraException.class, () -> device.open(new Resolution(1280, 720)));
        assertEquals(Reason.NOT_SUPPORTED, e.getReason());
        assertTrue(e.getMessage().contains("delivers 320x240"), e.getMessage());
        device.open(null).close();
        assertEquals(1, device.getResolutions().size());
    }

    @Test
    void removedDeviceOpensNoMore() throws Exception {
        IpDevice device = TestDevice.of(TestDevice.config(server.url("/mjpeg/good")));
        CameraStream stream = device.open(null);
        device.remove();
        assertEquals(Reason.DISCONNECTED, assertThrows(CameraException.class, () -> TestDevice.frame(stream)).getReason());
        assertEquals(Reason.DISCONNECTED, assertThrows(CameraException.class, () -> device.open(null)).getReason());
    }
}
