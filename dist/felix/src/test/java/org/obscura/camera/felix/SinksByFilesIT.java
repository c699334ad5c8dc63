package org.obscura.camera.felix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    private FelixProcess felix;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
        if (felix != null) {
            felix.kill();
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

    private String upload() throws InterruptedException {
        return String.valueOf(uploads.poll(300, TimeUnit.SECONDS));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "runs the program cp")
    void imagesAreDeliveredAlsoAfterAnOutageAndAKillAndWithoutTheStorage() throws Exception {
        serve(0);
        int port = server.getAddress().getPort();
        Path home = FelixProcess.unpack(folder);
        Path copies = Files.createDirectories(folder.resolve("copies"));
        Path conf = home.resolve("conf");
        Files.writeString(conf.resolve("org.obscura.camera-test.cfg"),
                "directory = ./images\ndevice.target = (camera.backend=simulated)\n");
        Files.writeString(conf.resolve("org.obscura.camera.sink.http-archive.cfg"),
                "url = http://localhost:" + port + "/{camera}/{file}\nretry.delay = 100ms\nretry.max = 200ms\n");
        Files.writeString(conf.resolve("org.obscura.camera.sink.program-copy.cfg"),
                "command = cp {path} " + copies + "/{camera}-{file}\n");
        felix = new FelixProcess(home);
        felix.type("camera:capture -c test -o one.jpg", "images/one.jpg");
        assertEquals("PUT /test/one.jpg", upload());
        await(() -> Files.exists(copies.resolve("test-one.jpg")));
        assertTrue(felix.type("camera:sinks --json", "archive").contains("\"kind\": \"http\""));

        server.stop(0);
        felix.type("camera:capture -c test -o two.jpg", "images/two.jpg");
        felix.type("camera:capture -c test -o three.jpg", "images/three.jpg");
        felix.kill();
        FelixProcess.deleteStorage(home);
        serve(port);
        felix = new FelixProcess(home);
        assertEquals("PUT /test/two.jpg", upload());
        assertEquals("PUT /test/three.jpg", upload());
        assertEquals(0, uploads.size(), uploads::toString);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "runs the program cp")
    void imagesThatAreSavedWhileTheFrameworkStopsAreDelivered() throws Exception {
        Path home = FelixProcess.unpack(folder);
        Path images = home.resolve("images");
        Path copies = Files.createDirectories(folder.resolve("copies"));
        Path conf = home.resolve("conf");
        Path trigger = conf.resolve("org.obscura.camera.trigger-often.cfg");
        // images that take longer than the interval, so that some are always about to be saved
        Files.writeString(conf.resolve("org.obscura.camera-test.cfg"),
                "directory = ./images\ndevice.target = (camera.backend=simulated)\nformat = png\n");
        Files.writeString(trigger, "camera = test\ninterval = 100ms\nresolution = 1920x1080\n");
        Files.writeString(conf.resolve("org.obscura.camera.sink.program-copy.cfg"),
                "command = cp {path} " + copies + "/{file}\nretry.delay = 100ms\nretry.max = 200ms\n");
        for (int i = 1; i <= 3; i++) {
            int before = names(images).size();
            felix = new FelixProcess(home);
            await(() -> names(images).size() > before + 5);
            felix.terminate();
        }
        Files.delete(trigger);
        Set<String> saved = names(images);
        felix = new FelixProcess(home);
        await(() -> names(copies).size() >= saved.size());
        assertEquals(saved, names(copies));
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".png"))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (NoSuchFileException e) {
            return Set.of();
        }
    }

    /** Awaits what other processes do. */
    private static void await(Callable<Boolean> condition) throws Exception {
        while (!condition.call()) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
