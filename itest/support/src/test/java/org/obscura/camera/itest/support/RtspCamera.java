package org.obscura.camera.itest.support;

import static org.junit.Assume.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** GStreamer's RTSP server on loopback, which the tests of the backend use, too. */
public final class RtspCamera implements AutoCloseable {
    private static final String PYTHON = "/usr/bin/python3";
    private static final String FFMPEG = "/usr/bin/ffmpeg";
    private static final String MISSING = "there is no RTSP server (Debian: gir1.2-gst-rtsp-server-1.0 python3-gi"
            + " gstreamer1.0-plugins-base gstreamer1.0-plugins-good gstreamer1.0-plugins-ugly)";

    private static final int ATTEMPTS = 20;

    private final Process process;
    private final String port;
    private final Process client;

    /**
     * Starts a server, or skips the test where it cannot run.
     *
     * @param modules the folder of this project
     */
    public RtspCamera(Path modules) throws IOException {
        assumeTrue(MISSING, Files.isExecutable(Path.of(PYTHON)));
        assumeTrue("ffmpeg is not installed", Files.isExecutable(Path.of(FFMPEG)));
        Path script = modules.resolve("impl-process/src/test/resources/rtsp-server.py");
        process = new ProcessBuilder(PYTHON, script.toString(), "0").redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String ready = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        port = ready == null ? "" : ready.replace("READY ", "");
        assumeTrue(MISSING, !port.isEmpty());
        client = client();
    }

    /**
     * Starts a client that stays, and returns when it receives the stream. The server refuses a client with 503 if it cannot begin to
     * encode within 20 seconds, as on a loaded machine; later clients share what it encodes already.
     */
    private Process client() throws IOException {
        for (int i = 0; i < ATTEMPTS; i++) {
            Process started = new ProcessBuilder(FFMPEG, "-nostdin", "-loglevel", "error", "-rtsp_transport", "tcp", "-i", url(), "-c",
                    "copy",
                    "-f", "h264", "pipe:1").redirectError(ProcessBuilder.Redirect.DISCARD).start();
            InputStream stream = started.getInputStream();
            if (stream.read() >= 0) {
                Thread reader = new Thread(() -> readAll(stream), "rtsp-client");
                reader.setDaemon(true);
                reader.start();
                return started;
            }
        }
        process.destroyForcibly();
        throw new IOException("The RTSP server sends no stream");
    }

    private static void readAll(InputStream stream) {
        try {
            stream.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            return; // the client has ended
        }
    }

    /** Returns the address of an H.264 stream of 640x480. */
    public String url() {
        return "rtsp://127.0.0.1:" + port + "/h264";
    }

    @Override
    public void close() {
        client.destroyForcibly().onExit().join();
        process.destroyForcibly().onExit().join();
    }
}
