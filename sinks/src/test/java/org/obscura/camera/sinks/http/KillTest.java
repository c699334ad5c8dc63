package org.obscura.camera.sinks.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that saves and uploads images is killed again and again, at any moment. No image that was taken over is lost; one is received
 * twice only if the kill came between the answer of the server and the removal of the entry, which no protocol without transactions avoids:
 * at most one image for each kill, since the sink sends one at a time. {@code -Dkills=200} kills more often than the default.
 */
@Tag("slow")
class KillTest {
    private static final int KILLS = Integer.getInteger("kills", 6);

    @TempDir
    private Path folder;
    /** How often each image came, in each life of the process. */
    private final Map<Integer, List<Integer>> lives = new TreeMap<>();
    private final Set<Integer> saved = new HashSet<>();
    private final Map<Integer, Integer> reported = new TreeMap<>();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noImageIsLostAndOnlyWhatWasInFlightComesTwice(boolean deletes) throws Exception {
        Random random = new Random(deletes ? 2 : 1);
        try (UploadServer server = new UploadServer()) {
            int next = 1;
            for (int life = 0; life <= KILLS; life++) {
                boolean last = life == KILLS;
                Process process = start(server.url() + "/" + life, next, last ? 2 : 100_000, deletes);
                try (BufferedReader out = process.inputReader()) {
                    assertEquals("ready", out.readLine());
                    if (!last) {
                        process.waitFor(random.nextInt(600), TimeUnit.MILLISECONDS);
                        process.toHandle().destroyForcibly(); // by its handle: what it printed can still be read
                        process.waitFor();
                    }
                    read(out, life);
                }
                assertTrue(!last || process.waitFor() == 0);
                // by the life that its address names: the server may still be reading when the process has ended
                lives.clear();
                server.uploads.forEach(upload -> lives.computeIfAbsent(number(upload), number -> new ArrayList<>()).add(life(upload)));
                next = Math.max(next, Math.max(highest(saved), highest(lives.keySet()))) + 2; // one may be taken over and not printed
            }
            check(deletes, server.uploads);
        }
    }

    private static int number(UploadServer.Upload upload) {
        return Integer.parseInt(upload.path().split("/")[2]);
    }

    private static int life(UploadServer.Upload upload) {
        return Integer.parseInt(upload.path().split("/")[1]);
    }

    private Process start(String url, int next, int count, boolean deletes) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("java.class.path"), KilledProcess.class.getName(), folder.toString(), url, "" + next, "" + count,
                "" + deletes).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private void read(BufferedReader out, int life) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.matches("saved \\d+")) {
                saved.add(Integer.valueOf(line.substring(6)));
            } else if (line.matches("delivered \\d+")) {
                reported.put(Integer.valueOf(line.substring(10)), life);
            }
        }
    }

    private static int highest(Set<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    private void check(boolean deletes, List<UploadServer.Upload> uploads) throws IOException {
        Set<Integer> lost = new HashSet<>(saved);
        lost.removeAll(lives.keySet());
        assertEquals(Set.of(), lost, "taken over and never received");
        reported.forEach((number, life) -> assertFalse(lives.get(number).stream().anyMatch(each -> each > life),
                number + " was reported as delivered in life " + life + " and came in " + lives.get(number)));
        long twice = lives.values().stream().filter(each -> each.size() > 1).count();
        assertTrue(lives.values().stream().allMatch(each -> new HashSet<>(each).size() == each.size()), "twice in one life: " + lives);
        assertTrue(twice <= KILLS, twice + " images came twice after " + KILLS + " kills");
        for (int parity = 0; parity < 2; parity++) {
            int odd = parity;
            List<Integer> order = uploads.stream().map(KillTest::number).distinct()
                    .filter(number -> number % 2 == odd).toList();
            assertEquals(order.stream().sorted().toList(), order, "the order of a camera");
        }
        try (Stream<Path> images = Files.list(folder.resolve("images"))) {
            Set<Integer> left = new HashSet<>();
            images.forEach(each -> left.add(Integer.valueOf(each.getFileName().toString().replaceAll("\\D", ""))));
            if (deletes) {
                left.removeIf(number -> !lives.containsKey(number)); // killed before it was taken over
                assertEquals(Set.of(), left, "delivered and not deleted");
            } else {
                assertTrue(left.containsAll(lives.keySet()), "an image vanished");
            }
        }
        System.out.println("KillTest: " + KILLS + " kills, delete " + deletes + ": " + saved.size() + " images reported as taken over, "
                + lives.size() + " received, " + twice + " of them twice");
    }
}
