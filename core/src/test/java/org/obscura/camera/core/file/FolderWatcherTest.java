package org.obscura.camera.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.CaptureOptions.ExistingFile;
import org.obscura.camera.spi.ImageFormat;

/** Uploaders and indexers watch a folder for CLOSE_WRITE or MOVED_TO: one of them comes for each image, and its file is whole by then. */
class FolderWatcherTest {
    private static final byte[] IMAGE = "a whole image".getBytes(StandardCharsets.US_ASCII);

    /** After which a missing event ends the watcher, and with it the reading. */
    private static final int PATIENCE_SECONDS = Integer.getInteger("test.timeout", 300);

    @TempDir
    Path folder;
    private Process watcher;
    private BufferedReader events;

    @BeforeEach
    void startWatcher() throws Exception {
        boolean installed = Stream.of(System.getenv("PATH").split(":")).anyMatch(each -> Files.isExecutable(Path.of(each, "inotifywait")));
        assumeTrue(installed, "inotifywait is not installed (Debian: apt install inotify-tools)");
        watcher = new ProcessBuilder("inotifywait", "-m", "-t", String.valueOf(PATIENCE_SECONDS), "-e", "close_write,moved_to", "--format",
                "%f", folder.toString()).redirectErrorStream(true).start();
        events = new BufferedReader(new InputStreamReader(watcher.getInputStream(), StandardCharsets.UTF_8));
        String line = events.readLine();
        while (line != null && !line.startsWith("Watches established")) {
            line = events.readLine();
        }
        assertNotNull(line, "inotifywait does not start");
    }

    @AfterEach
    void stopWatcher() {
        if (watcher != null) {
            watcher.destroy();
        }
    }

    @Test
    void eachImageSendsAnEventThatMeansTheEndOfWriting() throws Exception {
        for (boolean links : new boolean[] {true, false}) {
            FileStore files = new FileStore(links);
            for (ExistingFile existing : ExistingFile.values()) {
                for (String name : new String[] {null, existing + "-" + links + ".jpg"}) {
                    Path saved = files
                            .write(List.of(ByteBuffer.wrap(IMAGE)), new Destination(folder, name, ImageFormat.JPEG), existing, false)
                            .commit();
                    awaitEvent(saved);
                }
            }
        }
    }

    private void awaitEvent(Path saved) throws IOException {
        String name = events.readLine();
        while (name != null && name.startsWith(".obscura-")) {
            name = events.readLine();
        }
        assertEquals(saved.getFileName().toString(), name);
        assertTrue(Files.size(saved) == IMAGE.length);
    }
}
