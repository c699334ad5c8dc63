package org.obscura.camera.itest.support;

import static org.junit.Assume.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** GStreamer's RTSP server on loopback, which the tests of the backend use, too. */
public final class RtspCamera implements AutoCloseable {
    private static final String PYTHON = "/usr/bin/python3";
    private static final String MISSING = "there is no RTSP server (Debian: gir1.2-gst-rtsp-server-1.0 python3-gi"
            + " gstreamer1.0-plugins-base gstreamer1.0-plugins-good gstreamer1.0-plugins-ugly)";

    private final Process process;
    private final String port;

    /**
     * Starts a server, or skips the test where it cannot run.
     *
     * @param modules the folder of this project
     */
    public RtspCamera(Path modules) throws IOException {
        assumeTrue(MISSING, Files.isExecutable(Path.of(PYTHON)));
        Path script = modules.resolve("impl-process/src/test/resources/rtsp-server.py");
        process = new ProcessBuilder(PYTHON, script.toString(), "0").redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String ready = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        port = ready == null ? "" : ready.replace("READY ", "");
        assumeTrue(MISSING, !port.isEmpty());
    }

    /** Returns the address of an H.264 stream of 640x480. */
    public String url() {
        return "rtsp://127.0.0.1:" + port + "/h264";
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
