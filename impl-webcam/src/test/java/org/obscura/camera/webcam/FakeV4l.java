package org.obscura.camera.webcam;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;

/** The stand-in for the kernel's cameras that is preloaded under the library's real natives: src/test/native/fakev4l.c. */
final class FakeV4l {
    private static final int PATIENCE_SECONDS = Integer.getInteger("test.timeout", 300);
    private static Path library;

    private FakeV4l() {
    }

    /** Compiled once. Skips the test, with the reason, where the natives or the compiler are missing. */
    static synchronized Path library() throws Exception {
        if (library == null) {
            Path made = Path.of("target/native/libfakev4l.so").toAbsolutePath();
            Files.createDirectories(made.getParent());
            need(System.getProperty("os.name").equals("Linux") && Platform.unsupported().isEmpty(),
                    "the natives do not run on this machine");
            need(succeeds("gcc", "-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-Wl,-soname,libv4l2.so.0", "-o",
                    made.toString(),
                    "src/test/native/fakev4l.c", "-ldl", "-lpthread"), "there is no gcc with libc6-dev and linux-libc-dev");
            need(succeeds("sh", "-c", "/sbin/ldconfig -p | grep -q libv4l2.so.0"), "there is no libv4l2 (Debian: libv4l-0)");
            library = made;
        }
        return library;
    }

    static void need(boolean condition, String otherwise) {
        if (!condition) {
            System.out.println("Tests over the real natives are left out: " + otherwise);
        }
        Assumptions.assumeTrue(condition, otherwise);
    }

    static boolean succeeds(String... command) throws InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).inheritIO().start();
        } catch (IOException e) {
            return false; // no such program
        }
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(String.join(" ", command) + " did not end within " + PATIENCE_SECONDS + " s");
        }
        return process.exitValue() == 0;
    }
}
