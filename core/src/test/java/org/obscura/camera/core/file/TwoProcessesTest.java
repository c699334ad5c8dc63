package org.obscura.camera.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Promise 8: two processes that generate names in one folder lose and overwrite nothing. */
class TwoProcessesTest {
    private static final int COUNT = 200;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "hard links: {0}")
    @ValueSource(booleans = {true, false})
    void processesThatShareAFolderLoseAndOverwriteNothing(boolean links) throws Exception {
        List<Process> processes = List.of(start(links), start(links));
        List<BufferedReader> outputs = new ArrayList<>();
        for (Process process : processes) {
            BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            assertEquals("ready", output.readLine());
            outputs.add(output);
        }
        for (Process process : processes) {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        }
        int lines = 0;
        for (BufferedReader output : outputs) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                String[] parts = line.split("\t");
                assertEquals(parts[0], Files.readString(Path.of(parts[1])));
                lines++;
            }
        }
        for (Process process : processes) {
            assertEquals(0, process.waitFor());
        }
        assertEquals(2 * COUNT, lines);
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(2 * COUNT, files.count());
        }
    }

    private Process start(boolean links) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // what a virtual machine has to warn of, it would print between the names
        return new ProcessBuilder(java, "-Xmx32m", "-Xlog:disable", "-XX:+DisplayVMOutputToStderr", "-cp",
                System.getProperty("java.class.path"),
                NamesWriter.class.getName(), folder.toString(), String.valueOf(COUNT), String.valueOf(links))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }
}
