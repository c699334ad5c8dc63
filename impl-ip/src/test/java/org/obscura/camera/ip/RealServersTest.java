package org.obscura.camera.ip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obscura.camera.ip.server.CameraServer;
import org.obscura.camera.ip.server.StampedImages;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.support.net.HeldPort;

/** Servers that are not ours: a web server with files, a camera server, and ffmpeg. */
@Tag("slow")
class RealServersTest {
    private static final String USER = "viewer";
    private static final String PASSWORD = "s3cret";
    @TempDir
    private Path folder;
    private final List<Process> servers = new ArrayList<>();
    private final List<HeldPort> ports = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        servers.forEach(Process::destroyForcibly);
        servers.forEach(server -> server.onExit().join());
        for (HeldPort port : ports) {
            port.close();
        }
    }

    private static String program(String name) {
        for (String at : List.of("/usr/bin/", "/usr/sbin/", "/usr/local/bin/")) {
            if (Files.isExecutable(Path.of(at + name))) {
                return at + name;
            }
        }
        System.out.println("SKIPPED: " + name + " is not installed");
        Assumptions.abort(name + " is not installed");
        return "";
    }

    /** Returns a port that no other program is given until the test has ended. */
    private int freePort() throws IOException {
        HeldPort port = new HeldPort();
        ports.add(port);
        return port.port();
    }

    /** Starts a server and waits until it accepts connections. */
    private void start(int port, String... command) throws Exception {
        Process server = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
        servers.add(server);
        try {
            TestDevice.repeat(() -> new Socket(InetAddress.getLoopbackAddress(), port).close(), tooEarly -> server.isAlive());
        } catch (IOException e) {
            throw new AssertionError(command[0] + " does not listen: " + Files.readString(folder.resolve("log")), e);
        }
    }

    private static IpDevice device(String url, Object... more) {
        Object[] pairs = new Object[more.length + 4];
        System.arraycopy(new Object[] {"username", USER, ".password", PASSWORD}, 0, pairs, 0, 4);
        System.arraycopy(more, 0, pairs, 4, more.length);
        return TestDevice.of(TestDevice.config(url, pairs));
    }

    @Test
    void lighttpdWithBasicDigestAndTls() throws Exception {
        String lighttpd = program("lighttpd");
        Path root = Files.createDirectories(folder.resolve("www"));
        for (String area : List.of("basic", "md5", "both")) {
            Files.write(Files.createDirectories(root.resolve(area)).resolve("image.jpg"), image());
        }
        Files.writeString(folder.resolve("plain.user"), USER + ":" + PASSWORD + "\n");
        int port = freePort();
        int secure = freePort();
        makeCertificate();
        Path conf = Files.writeString(folder.resolve("lighttpd.conf"), """
                server.document-root = "%1$s/www"
                server.bind = "127.0.0.1"
                server.port = %2$d
                server.modules = ("mod_auth", "mod_authn_file", "mod_openssl")
                mimetype.assign = (".jpg" => "image/jpeg")
                auth.backend = "plain"
                auth.backend.plain.userfile = "%1$s/plain.user"
                auth.require = (
                  "/basic" => ("method" => "basic", "realm" => "camera, one", "require" => "valid-user"),
                  "/md5" => ("method" => "digest", "realm" => "camera", "require" => "valid-user"),
                  "/both" => ("method" => "digest", "algorithm" => "SHA-256|MD5", "realm" => "camera", "require" => "valid-user"))
                $SERVER["socket"] == "127.0.0.1:%3$d" {
                  ssl.engine = "enable"
                  ssl.pemfile = "%1$s/camera.crt"
                  ssl.privkey = "%1$s/camera.pem"
                }
                """.formatted(folder, port, secure));
        start(port, lighttpd, "-D", "-f", conf.toString());
        for (String area : List.of("basic", "md5", "both")) {
            for (String address : List.of("http://127.0.0.1:" + port, "https://127.0.0.1:" + secure)) {
                IpDevice device = device(address + "/" + area + "/image.jpg", "tls.verify", "false", "timeout", "30s");
                try (CameraStream stream = device.open(null)) {
                    TestDevice.frame(stream).close();
                }
                IpDevice wrong = device(address + "/" + area + "/image.jpg", "tls.verify", "false", "timeout", "30s", ".password", "wrong");
                String message = assertThrows(CameraException.class, () -> wrong.open(null)).getMessage();
                assertTrue(message.contains("refused the user name or the password"), message);
            }
        }
    }

    private void makeCertificate() throws Exception {
        Process openssl = new ProcessBuilder(program("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
                "/CN=camera",
                "-keyout", folder.resolve("camera.pem").toString(), "-out", folder.resolve("camera.crt").toString())
                .redirectErrorStream(true).start();
        openssl.getInputStream().readAllBytes();
        assertEquals(0, openssl.waitFor());
    }

    /** The SHA-256 of the certificate, as {@code tls.fingerprint} has it. */
    private String fingerprint() throws Exception {
        try (InputStream in = Files.newInputStream(folder.resolve("camera.crt"))) {
            byte[] certificate = CertificateFactory.getInstance("X.509").generateCertificate(in).getEncoded();
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate));
        }
    }

    private static byte[] image() throws Exception {
        try (CameraServer server = new CameraServer();
                CameraStream stream = TestDevice.of(TestDevice.config(server.url("/snapshot.jpg"))).open(null);
                var frame = TestDevice.frame(stream)) {
            byte[] bytes = new byte[frame.getData().remaining()];
            frame.getData().get(bytes);
            return bytes;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void motionWithDigest(String scheme) throws Exception {
        String motion = program("motion");
        makeCertificate();
        int port = freePort();
        try (CameraServer camera = new CameraServer()) {
            Path conf = Files.writeString(folder.resolve("motion.conf"), """
                    daemon off
                    setup_mode off
                    log_level 4
                    netcam_url %s
                    width %d
                    height %d
                    framerate 15
                    stream_port %d
                    stream_localhost on
                    stream_auth_method 2
                    stream_authentication %s:%s
                    stream_maxrate 15
                    webcontrol_port 0
                    stream_tls %s
                    webcontrol_cert %s
                    webcontrol_key %s
                    picture_output off
                    movie_output off
                    target_dir %s
                    """.formatted(camera.url("/mjpeg/good"), StampedImages.WIDTH, StampedImages.HEIGHT, port, USER, PASSWORD,
                    scheme.equals("https") ? "on" : "off", folder.resolve("camera.crt"), folder.resolve("camera.pem"), folder));
            start(port, motion, "-n", "-c", conf.toString());
            for (String path : List.of("/0/current", "/0/stream")) {
                takeOne(device(scheme + "://127.0.0.1:" + port + path, "timeout", "30s", "tls.fingerprint", fingerprint()));
            }
        }
    }

    @Test
    void streamOfFfmpeg() throws Exception {
        int port = freePort();
        Process server = new ProcessBuilder(program("ffmpeg"), "-nostdin", "-loglevel", "error", "-re", "-f", "lavfi", "-i",
                "testsrc=size=320x240:rate=15",
                "-c:v", "mjpeg", "-f", "mpjpeg", "-listen", "1", "http://127.0.0.1:" + port + "/stream").redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile()).start();
        servers.add(server);
        // it serves one client, so a look at the port would be that
        IpDevice device = device("http://127.0.0.1:" + port + "/stream", "type", "mjpeg", "timeout", "30s");
        takeOne(device);
    }

    /** Takes an image as the core does: a server that starts ends connections at first, or does not listen yet. */
    private static void takeOne(IpDevice device) throws Exception {
        TestDevice.repeat(() -> {
            try (CameraStream stream = device.open(null)) {
                TestDevice.frame(stream).close();
            }
        }, e -> e instanceof CameraException failure && failure.getReason() == Reason.DISCONNECTED);
    }
}
