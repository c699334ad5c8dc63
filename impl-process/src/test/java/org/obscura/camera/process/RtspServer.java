package org.obscura.camera.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;

/** GStreamer's RTSP server on loopback. */
final class RtspServer implements AutoCloseable {
    static final String USER = "camera";
    static final String PASSWORD = "secret-4711";
    private static final String PYTHON = "/usr/bin/python3";

    private final Process process;
    private final String scheme;
    private final int port;

    private RtspServer(Process process, String scheme, int port) {
        this.process = process;
        this.scheme = scheme;
        this.port = port;
    }

    /** Skips a test and says why. */
    static void assume(boolean condition, String reason) {
        if (!condition) {
            System.out.println("SKIPPED: " + reason);
        }
        Assumptions.assumeTrue(condition, reason);
    }

    /** Starts a server; authentication is none, basic or digest. Skips the test where it cannot run. */
    static RtspServer start(String authentication) throws IOException, InterruptedException {
        return start(authentication, null);
    }

    /** Starts a server with TLS, whose certificate it has signed itself. */
    static RtspServer startTls(String authentication, Path folder) throws IOException, InterruptedException {
        assume(Files.isExecutable(Path.of("/usr/bin/openssl")), "openssl is not installed");
        Process openssl = new ProcessBuilder("/usr/bin/openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
                "/CN=camera", "-keyout", folder.resolve("camera.pem").toString(), "-out", folder.resolve("camera.crt").toString())
                .redirectErrorStream(true).start();
        String printed = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (openssl.waitFor() != 0) {
            throw new IOException(printed);
        }
        return start(authentication, folder);
    }

    private static RtspServer start(String authentication, Path certificate) throws IOException, InterruptedException {
        assume(Files.isExecutable(Path.of(PYTHON)), "there is no " + PYTHON);
        Process probe = new ProcessBuilder(PYTHON, "-c",
                "import gi; gi.require_version('GstRtspServer', '1.0'); from gi.repository import GstRtspServer, Gst; "
                        + "Gst.init(None); assert Gst.ElementFactory.find('x264enc') and Gst.ElementFactory.find('rtph264pay')")
                .redirectErrorStream(true).start();
        probe.getInputStream().readAllBytes();
        assume(probe.waitFor(60, TimeUnit.SECONDS) && probe.exitValue() == 0,
                "there is no RTSP server: install gir1.2-gst-rtsp-server-1.0 python3-gi "
                        + "gstreamer1.0-plugins-base gstreamer1.0-plugins-good gstreamer1.0-plugins-ugly");
        Path script = Files.createTempFile("rtsp-server", ".py");
        Files.copy(Objects.requireNonNull(RtspServer.class.getResourceAsStream("/rtsp-server.py")), script,
                StandardCopyOption.REPLACE_EXISTING);
        List<String> command = new ArrayList<>(List.of(PYTHON, script.toString(), "0"));
        if (!authentication.equals("none")) {
            command.add(authentication);
        }
        if (certificate != null) {
            command.addAll(List.of("--tls", certificate.resolve("camera.crt").toString(), certificate.resolve("camera.pem").toString()));
        }
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream()));
        String ready = out.readLine();
        Files.delete(script);
        if (ready == null || !ready.startsWith("READY ")) {
            throw new IOException("the RTSP server did not start: " + ready);
        }
        return new RtspServer(process, certificate == null ? "rtsp" : "rtsps", Integer.parseInt(ready.substring("READY ".length())));
    }

    String url(String path) {
        return scheme + "://127.0.0.1:" + port + path;
    }

    /** Ends the server at once. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
