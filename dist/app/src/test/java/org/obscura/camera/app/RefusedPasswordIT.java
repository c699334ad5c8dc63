package org.obscura.camera.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.app.RunnableJar.Outcome;

/** A job that takes an image each minute does not lock the account of a camera. */
class RefusedPasswordIT {

    @Test
    void wrongPasswordIsSentOnceInAllRuns(@TempDir Path folder) throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        HttpServer camera = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        camera.createContext("/", exchange -> {
            if (exchange.getRequestHeaders().containsKey("Authorization")) {
                attempts.incrementAndGet();
            }
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"camera\"");
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        camera.start();
        try {
            RunnableJar jar = new RunnableJar(folder);
            Path conf = Files.createDirectories(jar.work().resolve("conf"));
            Files.writeString(conf.resolve("org.obscura.camera-default.cfg"), "device.target = (camera.backend=ip)\n");
            Path file = Files.writeString(conf.resolve("org.obscura.camera.ip-gate.cfg"), "url = http://127.0.0.1:"
                    + camera.getAddress().getPort() + "/image.jpg\nusername = anna\n.password = wrong-4711\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
            for (int i = 0; i < 3; i++) {
                Outcome outcome = jar.run("camera:capture --location ./image.jpg");
                assertEquals(1, outcome.exitCode());
                assertTrue(outcome.err().contains("has refused the user name or the password"), outcome.err());
                assertTrue(outcome.err().contains("to send the same ones again, delete " + folder.resolve("state/obscura/refused")),
                        outcome.err());
                assertFalse(outcome.err().contains("wrong-4711"), outcome.err());
                assertEquals(1, attempts.get(), outcome.err());
            }
            Files.writeString(file, Files.readString(file).replace("wrong-4711", "wrong-4712"));
            jar.run("camera:capture --location ./image.jpg");
            assertEquals(2, attempts.get(), "the configuration has changed");
        } finally {
            camera.stop(0);
        }
    }
}
