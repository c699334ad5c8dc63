package org.obscura.camera.webcam;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.obscura.camera.webcam.child.CaptureProcessMain;
import org.osgi.service.log.Logger;

/** Starts children of the configured Java. */
final class CaptureProcessLauncher {
    private static final List<String> SMALL = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xshare:auto",
            "-XX:-CreateCoredumpOnCrash", "-Xss512k", "-Djava.awt.headless=true");
    private static final int QUIET_NATIVES_SINCE = 22;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Settings settings;
    private final BundleStorage files;
    private final Logger log;

    CaptureProcessLauncher(Settings settings, BundleStorage files, Logger log) {
        this.settings = settings;
        this.files = files;
        this.log = log;
    }

    BundleStorage files() {
        return files;
    }

    /** Returns why no child can be started; "" if one can. */
    String obstacle() {
        Path java = executable();
        if (java.getNameCount() == 1 && !java.isAbsolute()) {
            return ""; // found by the system's search path, if at all
        }
        return Files.isExecutable(java) ? "" : "There is no Java executable " + java
                + ", which the process of a camera needs. Install a JDK or JRE there, or name another one in 'java' of "
                + "org.obscura.camera.webcam";
    }

    CaptureProcess start(String purpose) throws IOException {
        String obstacle = obstacle();
        if (!obstacle.isEmpty()) {
            throw new IOException(obstacle);
        }
        List<String> classpath = new ArrayList<>(files.classpath());
        classpath.addAll(settings.driverClasspath());
        Path run = files.newRun();
        ProcessBuilder builder = new ProcessBuilder(command(run, String.join(File.pathSeparator, classpath))).directory(run.toFile());
        // options for the container's JVM (agents, ports) are none of the child's
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            BundleStorage.delete(run);
            throw new IOException("The process of the camera cannot be started: " + e.getMessage(), e);
        }
        return new CaptureProcess("obscura-webcam-" + purpose + "-" + NUMBER.incrementAndGet(), process, run, log);
    }

    private Path executable() {
        List<String> java = settings.java();
        boolean named = !java.isEmpty() && !java.get(0).startsWith("-");
        return named ? Path.of(java.get(0)) : Path.of(System.getProperty("java.home"), "bin", Platform.WINDOWS ? "java.exe" : "java");
    }

    private List<String> command(Path run, String classpath) {
        List<String> command = new ArrayList<>(List.of(executable().toString()));
        command.addAll(SMALL);
        // frames of the natives are outside the heap; those of other drivers are images
        command.add(settings.driver().isEmpty() ? "-Xmx32m" : "-Xmx256m");
        command.add("-Djava.io.tmpdir=" + run);
        command.add("-XX:ErrorFile=" + run.resolve("crash.log"));
        if (Runtime.version().feature() >= QUIET_NATIVES_SINCE) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        // the user's options come last, since the last one counts
        settings.java().stream().skip(settings.java().isEmpty() || settings.java().get(0).startsWith("-") ? 0 : 1).forEach(command::add);
        command.addAll(List.of("-cp", classpath, CaptureProcessMain.class.getName()));
        if (!settings.driver().isEmpty()) {
            command.add(settings.driver());
        }
        return command;
    }
}
