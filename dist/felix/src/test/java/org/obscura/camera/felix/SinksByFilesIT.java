package org.obscura.camera.felix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Sinks in the zip as a user configures them: by files alone, with a server that is away and a framework that is killed meanwhile. */
@Timeout(600)
class SinksByFilesIT {
    @TempDir
    private Path folder;
    private final BlockingQueue<String> uploads = new LinkedBlockingQueue<>();
    private HttpServer server;
    private Process felix;

    @AfterEach
    void stop() throws InterruptedException {
        if (server != null) {
            server.stop(0);
        }
        if (felix != null) {
            felix.destroyForcibly().waitFor();
        }
    }

    private void serve(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", exchange -> {
            int length = exchange.getRequestBody().readAllBytes().length;
            exchange.sendResponseHeaders(201, -1);
            exchange.close();
            uploads.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + (length > 1000 ? "" : " has " + length + " bytes"));
        });
        server.start();
    }

    private void start(Path home) throws IOException {
        felix = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Dfile.encoding=UTF-8", "-jar",
                "bin/felix.jar").directory(home.toFile()).redirectErrorStream(true).start();
    }

    /** Types a line, and reads until a line of the output has a text. */
    private String type(String line, String awaited) throws IOException {
        PrintStream in = new PrintStream(felix.getOutputStream(), true, StandardCharsets.UTF_8);
        BufferedReader out = felix.inputReader(StandardCharsets.UTF_8);
        in.println(line);
        StringBuilder text = new StringBuilder();
        for (String read = out.readLine(); read != null; read = out.readLine()) {
            text.append(read).append('\n');
            if (read.contains(awaited)) {
                return read;
            }
        }
        throw new AssertionError("The shell ended without '" + awaited + "': " + text);
    }

    private String upload() throws InterruptedException {
        return String.valueOf(uploads.poll(300, TimeUnit.SECONDS));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "runs the program cp")
    void imagesAreDeliveredAlsoAfterAnOutageAndAKill() throws Exception {
        serve(0);
        int port = server.getAddress().getPort();
        Path home = FelixZipIT.unpack(folder);
        Path copies = Files.createDirectories(folder.resolve("copies"));
        Path conf = home.resolve("conf");
        Files.writeString(conf.resolve("org.obscura.camera-test.cfg"),
                "directory = ./images\ndevice.target = (camera.backend=simulated)\n");
        Files.writeString(conf.resolve("org.obscura.camera.sink.http-archive.cfg"),
                "url = http://localhost:" + port + "/{camera}/{file}\nretry.delay = 100ms\nretry.max = 200ms\n");
        Files.writeString(conf.resolve("org.obscura.camera.sink.program-copy.cfg"),
                "command = cp {path} " + copies + "/{camera}-{file}\n");
        start(home);
        type("camera:capture -c test -o one.jpg", "images/one.jpg");
        assertEquals("PUT /test/one.jpg", upload());
        while (!Files.exists(copies.resolve("test-one.jpg"))) {
            TimeUnit.MILLISECONDS.sleep(50); // a program of the system copies it
        }
        assertTrue(type("camera:sinks --json", "archive").contains("\"kind\": \"http\""));

        server.stop(0);
        type("camera:capture -c test -o two.jpg", "images/two.jpg");
        type("camera:capture -c test -o three.jpg", "images/three.jpg");
        felix.destroyForcibly().waitFor();
        serve(port);
        start(home);
        assertEquals("PUT /test/two.jpg", upload());
        assertEquals("PUT /test/three.jpg", upload());
        assertEquals(0, uploads.size(), uploads::toString);
    }
}
