package org.obscura.camera.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tests when the script {@code obscura} builds the runnable jar. Programs that print a word stand in for Java and Maven. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the script needs bash")
class ObscuraScriptTest {
    private static final Instant OF_THE_JAR = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path root;

    @BeforeEach
    void tree() throws IOException {
        Files.copy(Sources.ROOT.resolve("obscura"), root.resolve("obscura"));
        executable("bin/java", "[ \"$1\" = -version ] && echo 'openjdk version \"17.0.1\"' >&2 || echo started");
        executable("bin/mvn", "echo built >&2");
        file("dist/app/target/obscura.jar", OF_THE_JAR);
        file("core/pom.xml", OF_THE_JAR.minusSeconds(1));
    }

    @Test
    void scriptStartsAJarThatIsNewerThanTheSources() throws Exception {
        assertEquals("started\n", run());
    }

    @Test
    void scriptBuildsIfASourceIsNewerThanTheJar() throws Exception {
        file("core/src/main/java/Core.java", OF_THE_JAR.plusSeconds(1));
        assertEquals("obscura: building (only when the sources changed)\nbuilt\nstarted\n", run());
    }

    @Test
    void scriptIgnoresAFelixZipThatIsUnpackedBesideTheSources() throws Exception {
        file("obscura-felix-1.0/pom.xml", OF_THE_JAR.plusSeconds(1));
        Path outbox = Files.createDirectories(root.resolve("obscura-felix-1.0/outbox"));
        Files.setPosixFilePermissions(outbox, PosixFilePermissions.fromString("---------")); // as of another user
        try {
            assertEquals("started\n", run());
        } finally {
            Files.setPosixFilePermissions(outbox, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private String run() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("bash", root.resolve("obscura").toString(), "camera:list").redirectErrorStream(true);
        builder.environment().remove("JAVA_HOME");
        builder.environment().put("PATH", root.resolve("bin") + ":" + System.getenv("PATH"));
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), output);
        return output;
    }

    private void executable(String name, String line) throws IOException {
        Path file = file(name, OF_THE_JAR);
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private Path file(String name, Instant modified) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        if (!Files.exists(file)) {
            Files.createFile(file);
        }
        return Files.setLastModifiedTime(file, FileTime.from(modified));
    }
}
