package org.obscura.camera.itest;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import org.junit.Assume;

/** Cameras of a folder for the real native grabber: the library that {@code impl-webcam} preloads in its own tests, compiled for these. */
final class FakeV4l {
    private static final Path SOURCE = Path.of("../../impl-webcam/src/test/native/fakev4l.c");

    private final Path cameras;
    private final Path java;

    /** Skips the test, with the reason, where the natives or the compiler are missing. */
    FakeV4l(Path folder) throws IOException, InterruptedException {
        need(System.getProperty("os.name").equals("Linux"), "this is no Linux");
        String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        need(machine.matches("amd64|x86_64|x86|i386|i686|arm"), "the natives do not run on " + machine);
        Path library = folder.resolve("libfakev4l.so");
        need(succeeds("gcc", "-O2", "-shared", "-fPIC", "-Wl,-soname,libv4l2.so.0", "-o", library.toString(), SOURCE.toString(), "-ldl",
                "-lpthread"),
                "there is no gcc with libc6-dev and linux-libc-dev");
        need(succeeds("sh", "-c", "/sbin/ldconfig -p | grep -q libv4l2.so.0"), "there is no libv4l2 (Debian: libv4l-0)");
        cameras = Files.createDirectory(folder.resolve("cameras"));
        java = Files.writeString(folder.resolve("java"), "#!/bin/sh\nFAKEV4L_DIR='" + cameras + "' LD_PRELOAD='" + library + "' exec '"
                + System.getProperty("java.home") + "/bin/java' \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    }

    private static void need(boolean condition, String otherwise) {
        if (!condition) {
            System.out.println("The test over the real natives is left out: " + otherwise);
        }
        Assume.assumeTrue(otherwise, condition);
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(new File("/dev/null")).start();
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** The folder that stands for {@code /dev}. */
    Path cameras() {
        return cameras;
    }

    /** Starts a Java that sees them. */
    Path java() {
        return java;
    }

    void plug(String node) throws IOException {
        Files.createFile(cameras.resolve(node));
    }

    /** Sets how it behaves from now on; "" for well. */
    void mood(String node, String mood) throws IOException {
        Files.writeString(cameras.resolve(node), mood);
    }
}
