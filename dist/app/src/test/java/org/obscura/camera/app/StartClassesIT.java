package org.obscura.camera.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.obscura.camera.app.RunnableJar.Outcome;

/** The list of classes that a start loads ahead. */
class StartClassesIT extends RunnableJarTestBase {
    private static final Pattern LOADED_FROM_THE_JAR = Pattern.compile("\\] ([\\w.$]+) source: file:\\S*obscura\\.jar");

    @Test
    void theListHasTheClassesOfACapture() throws Exception {
        Set<String> listed = Set.copyOf(Files.readAllLines(Path.of("src/main/start-classes.txt")));
        Path log = jar.temporary().resolve("classes.log");
        Outcome outcome = jar.startBehind(List.of("env", "JDK_JAVA_OPTIONS=-Xlog:class+load:file=" + log), "camera:capture").end();
        assertEquals(0, outcome.exitCode(), outcome.err());
        Set<String> loaded = LOADED_FROM_THE_JAR.matcher(Files.readString(log)).results().map((MatchResult found) -> found.group(1))
                .collect(Collectors.toSet());
        List<String> missing = loaded.stream().filter(name -> !listed.contains(name)).sorted().toList();
        assertTrue(missing.size() * 10 < loaded.size(), () -> "Of " + loaded.size() + " classes of a capture the list lacks "
                + missing.size() + "; dist/app/list-start-classes writes it again. Missing: " + missing);
    }
}
