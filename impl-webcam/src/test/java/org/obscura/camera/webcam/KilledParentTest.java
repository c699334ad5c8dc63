package org.obscura.camera.webcam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a camera's process when the JVM that started it is killed. */
@Tag("slow")
@Timeout(600)
class KilledParentTest {
    @TempDir
    private Path folder;

    @Test
    void theProcessEndsThoughTheDriverHangs() throws Exception {
        ends("", "front", "stall");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "stall", "eio", "noisy"})
    void theProcessEndsWhateverTheNativesDo(String mood) throws Exception {
        ends(FakeV4l.library().toString(), "video0", mood);
    }

    @Test
    void theProcessRestoresTheControls() throws Exception {
        Path values = Files.createDirectories(folder.resolve("cameras")).resolve("controls-video0");
        long end = System.nanoTime() + Rig.SOON.toNanos();
        String left;
        do { // again where a loaded machine did not let it restore them within its time, after which it ends all the same
            Files.writeString(values, "50 1 4000 3");
            ends(FakeV4l.library().toString(), "video0", "stall");
            left = Files.readString(values).strip();
        } while (left.equals("60 1 4000 3") && System.nanoTime() - end < 0);
        assertEquals("50 1 4000 3", left);
    }

    private void ends(String library, String camera, String mood) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-cp",
                System.getProperty("java.class.path"),
                KilledParent.class.getName(), folder.toString(), library, camera, mood);
        Process parent = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        List<Long> children;
        try (BufferedReader out = parent.inputReader()) {
            long child = Long.parseLong(out.readLine());
            Path values = folder.resolve("cameras/controls-video0");
            assertTrue(Files.notExists(values) || Files.readString(values).startsWith("60 "), "the control is not set");
            // the one that looked for cameras may be about to end
            children = parent.children().map(ProcessHandle::pid).toList();
            assertTrue(children.contains(child), child + " is none of " + children);
        } finally {
            parent.destroyForcibly().waitFor();
        }
        for (long child : children) {
            Rig.awaitEnd(child);
        }
        try (Rig next = new Rig(folder)) {
            assertTrue(Files.exists(next.data.resolve("webcam/run")));
            next.unplug(camera); // else it would be looked for at once, by a process with a folder of its own
            next.start();
            assertEquals(List.of(), next.leftovers());
        }
    }
}
