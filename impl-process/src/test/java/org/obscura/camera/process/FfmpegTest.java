package org.obscura.camera.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.PixelFormat;

import com.sun.net.httpserver.HttpServer;

/** A real ffmpeg, and a real RTSP server whose images carry the time of their exposure. */
@Tag("slow")
class FfmpegTest {
    private static final int CAPTURES = 200;
    private static final int LATENCY_MILLIS = 300;

    @BeforeEach
    void ffmpegIsInstalled() {
        RtspServer.assume(Programs.obstacle("ffmpeg", "ffmpeg").isEmpty(), "ffmpeg is not installed");
    }

    @ParameterizedTest
    @CsvSource({"raw, RGB24", "jpeg, JPEG"})
    void deliversTheFramesOfAFilter(String output, PixelFormat format) throws Exception {
        ProcessDevice device = TestDevice.of("preset", "ffmpeg", "source", "lavfi:testsrc=size=320x240:rate=25", "output", output);
        try (CameraStream stream = device.open(null)) {
            assertEquals(new Resolution(320, 240), stream.getResolution());
            try (Frame frame = TestDevice.frame(stream)) {
                assertEquals(format, frame.getPixelFormat());
            }
        }
    }

    @Test
    void missingFileIsNamed() {
        CameraException e = assertThrows(CameraException.class,
                () -> TestDevice.of("preset", "ffmpeg", "source", "/missing/clip.mp4").open(null));
        assertEquals(Reason.FAILED, e.getReason());
        assertTrue(e.getMessage().contains("No such file or directory. Check 'source'"), e.getMessage());
    }

    @Test
    void stillImageByHttpNeedsAStartForEachImage() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ByteArrayOutputStream image = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_3BYTE_BGR), "jpeg", image);
        server.createContext("/still.jpg", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
            exchange.sendResponseHeaders(200, image.size());
            exchange.getResponseBody().write(image.toByteArray());
            exchange.close();
        });
        server.start();
        String source = "http://127.0.0.1:" + server.getAddress().getPort() + "/still.jpg";
        CameraException e = assertThrows(CameraException.class, () -> TestDevice.of("preset", "ffmpeg", "source", source).open(null));
        assertTrue(e.getMessage().contains("If it writes one image and ends, set run = each-image"), e.getMessage());
        try (CameraStream stream = TestDevice.of("preset", "ffmpeg", "source", source, "run", "each-image").open(null)) {
            assertEquals(new Resolution(64, 48), stream.getResolution());
            TestDevice.frame(stream).close();
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource({"/h264, none, raw", "/h264, basic, raw", "/h264, digest, raw", "/jpeg, digest, copy"})
    void imagesOfAnRtspStreamAreFresh(String path, String authentication, String output) throws Exception {
        try (RtspServer server = RtspServer.start(authentication)) {
            ProcessDevice device = TestDevice.of("preset", "ffmpeg", "source", server.url(path), "output", output, "latency",
                    LATENCY_MILLIS + "ms",
                    "username",
                    authentication.equals("none") ? "" : RtspServer.USER, ".password",
                    authentication.equals("none") ? "" : RtspServer.PASSWORD);
            try (CameraStream stream = openStream(device)) {
                assertFalse(commandLines().contains(RtspServer.PASSWORD), "the password is in the list of processes");
                if (output.equals("copy")) {
                    TestDevice.frame(stream).close(); // the time cannot be read without a decoder
                    return;
                }
                int captures = CAPTURES / (authentication.equals("none") ? 1 : 8);
                int late = 0;
                for (int i = 0; i < captures; i++) {
                    long requested = System.nanoTime() / 1_000_000;
                    try (Frame frame = TestDevice.frame(stream)) {
                        long exposed = exposedMillis(frame);
                        // the server, or the machine, did not keep to the latency
                        boolean inTime = System.nanoTime() / 1_000_000 - exposed <= LATENCY_MILLIS;
                        assertTrue(exposed >= requested || !inTime,
                                "image " + i + " was exposed " + (requested - exposed) + " ms before its request");
                        late += inTime ? 0 : 1;
                    }
                }
                RtspServer.assume(late <= captures / 2, server.url(path) + ": " + late + " of " + captures
                        + " images came later than the latency, too many to say that images are fresh; the machine is too slow");
            }
        }
    }

    /** The certificate is not checked by ffmpeg, which the documentation says. */
    @ParameterizedTest
    @ValueSource(strings = {"basic", "digest"})
    void rtspOverTlsDelivers(String authentication, @TempDir Path folder) throws Exception {
        try (RtspServer server = RtspServer.startTls(authentication, folder)) {
            assertTrue(server.url("/h264").startsWith("rtsps://"));
            ProcessDevice device = TestDevice.of("preset", "ffmpeg", "source", server.url("/h264"), "output", "raw", "username",
                    RtspServer.USER, ".password", RtspServer.PASSWORD);
            try (CameraStream stream = openStream(device)) {
                assertFalse(commandLines().contains(RtspServer.PASSWORD), "the password is in the list of processes");
                for (int i = 0; i < 3; i++) {
                    long requested = System.nanoTime() / 1_000_000;
                    try (Frame frame = TestDevice.frame(stream)) {
                        assertTrue(Math.abs(exposedMillis(frame) - requested) < TestDevice.PATIENCE.toMillis(), "no image of this server");
                    }
                }
            }
            ProcessDevice wrong = TestDevice.of("preset", "ffmpeg", "source", server.url("/h264"), "username", RtspServer.USER,
                    ".password", "wr0ng");
            String message = assertThrows(CameraException.class, () -> wrong.open(null)).getMessage();
            assertTrue(message.contains("has refused the user name or the password"), message);
        }
    }

    @Test
    void rtspOverTlsToAServerWithoutItFails() throws Exception {
        try (RtspServer server = RtspServer.start("none")) {
            ProcessDevice device = TestDevice.of("preset", "ffmpeg", "source", server.url("/h264").replace("rtsp:", "rtsps:"));
            CameraException e = assertThrows(CameraException.class, () -> device.open(null));
            assertFalse(e.getMessage().isBlank());
        }
    }

    /** Opens a device whose server answers 503 when a loaded machine does not let it prepare its stream within 20 s. */
    private static CameraStream openStream(ProcessDevice device) throws CameraException {
        long begin = System.nanoTime();
        while (true) {
            try {
                return device.open(null);
            } catch (CameraException e) {
                if (!e.getMessage().contains("503 Service Unavailable") || System.nanoTime() - begin > TestDevice.PATIENCE.toNanos()) {
                    throw e;
                }
            }
        }
    }

    private static String commandLines() {
        return String.join("\n", ProcessHandle.current().descendants().map(p -> p.info().commandLine().orElse("")).toList());
    }

    /** The milliseconds of the monotonic clock, of which the server draws the lowest 32 bits as squares: those of 49 days. */
    private static long exposedMillis(Frame frame) {
        ByteBuffer data = frame.getData();
        long value = 0;
        for (int bit = 0; bit < 32; bit++) {
            int pixel = ((bit / 8 * 16 + 8) * frame.getResolution().width() + bit % 8 * 80 + 40) * 3;
            if ((data.get(pixel) & 0xff) > 127) {
                value |= 1L << bit;
            }
        }
        long now = System.nanoTime() / 1_000_000;
        return now + (int) (value - now);
    }

    @Test
    void wrongPasswordIsSentOnce() throws Exception {
        try (RtspServer server = RtspServer.start("digest")) {
            TestDevice.LOG.clear();
            ProcessDevice device = TestDevice.of("preset", "ffmpeg", "source", server.url("/h264"), "username", RtspServer.USER,
                    ".password", "wr0ng");
            for (int i = 0; i < 10; i++) {
                CameraException e = assertThrows(CameraException.class, () -> device.open(null));
                assertEquals(Reason.FAILED, e.getReason());
                assertTrue(e.getMessage().contains("has refused the user name or the password"), e.getMessage());
                assertFalse(e.getMessage().contains("wr0ng"), e.getMessage());
            }
            assertEquals(1, TestDevice.LOG.stream().filter(line -> line.contains("ffmpeg -nostdin")).count(), "ffmpeg was started again");
        }
    }

    @Test
    void serverThatEndsDisconnects() throws Exception {
        try (RtspServer server = RtspServer.start("none")) {
            ProcessDevice device = TestDevice.of("preset", "ffmpeg", "source", server.url("/h264"));
            try (CameraStream stream = openStream(device)) {
                server.kill();
                CameraException e = assertThrows(CameraException.class, () -> {
                    while (true) {
                        TestDevice.frame(stream).close();
                    }
                });
                assertTrue(List.of(Reason.DISCONNECTED, Reason.TIMEOUT).contains(e.getReason()), e.getMessage());
            }
            assertEquals(Reason.DISCONNECTED, assertThrows(CameraException.class, () -> device.open(null)).getReason());
        }
    }
}
