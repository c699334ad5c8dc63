package org.obscura.camera.sinks.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;
import org.obscura.camera.support.net.HeldPort;

/** A real web server with WebDAV on the loopback address. Its areas: open, basic and digest with credentials, plain without WebDAV. */
final class Lighttpd implements AutoCloseable {
    private static final int PATIENCE_SECONDS = Integer.getInteger("test.timeout", 300);
    private static final List<String> PROGRAMS = List.of("/usr/sbin/lighttpd", "/usr/bin/lighttpd", "/usr/local/sbin/lighttpd");
    private static final List<String> MODULES = List.of("/usr/lib/lighttpd/mod_webdav.so", "/usr/local/lib/lighttpd/mod_webdav.so");

    private final Path folder;
    private final String program;
    private final HeldPort port = new HeldPort();
    private Process process;

    Lighttpd(Path folder) throws Exception {
        this.folder = folder;
        this.program = find(PROGRAMS, "lighttpd");
        find(MODULES, "lighttpd-mod-webdav");
        for (String area : List.of("open", "basic", "digest", "plain")) {
            Files.createDirectories(files().resolve(area));
        }
        Files.writeString(folder.resolve("users"), "me:s3cret\n");
        Files.writeString(folder.resolve("lighttpd.conf"), """
                server.document-root = "%1$s"
                server.bind = "127.0.0.1"
                server.port = %2$d
                server.modules = ("mod_auth", "mod_authn_file", "mod_webdav")
                auth.backend = "plain"
                auth.backend.plain.userfile = "%3$s/users"
                auth.require = ("/basic" => ("method" => "basic", "realm" => "images", "require" => "valid-user"),
                  "/digest" => ("method" => "digest", "realm" => "images", "require" => "valid-user"))
                $HTTP["url"] =~ "^/(open|basic|digest)/" {
                  webdav.activate = "enable"
                }
                """.formatted(files(), port.port(), folder));
        start();
    }

    private static String find(List<String> files, String name) {
        for (String file : files) {
            if (Files.exists(Path.of(file))) {
                return file;
            }
        }
        System.out.println("SKIPPED: " + name + " is not installed");
        Assumptions.abort(name + " is not installed (Debian: apt install " + name + ")");
        return "";
    }

    void start() throws Exception {
        process = new ProcessBuilder(program, "-D", "-f", folder.resolve("lighttpd.conf").toString()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile()).start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < end && process.isAlive()) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port.port()).close();
                return;
            } catch (IOException e) {
                Thread.sleep(20); // no event reports that another process listens
            }
        }
        throw new AssertionError("lighttpd does not listen: " + Files.readString(folder.resolve("log")));
    }

    void stop() {
        process.destroyForcibly();
        process.onExit().join();
    }

    Path files() {
        return folder.resolve("www");
    }

    String url() {
        return "http://127.0.0.1:" + port.port();
    }

    @Override
    public void close() throws IOException {
        if (process != null) {
            stop();
        }
        port.close();
    }
}
