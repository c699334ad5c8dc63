package org.obscura.camera.trigger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandledTimeTest {
    private static final Instant TEN = Instant.parse("2026-06-01T10:00:00Z");
    private static final Instant ELEVEN = Instant.parse("2026-06-01T11:00:00Z");

    @TempDir
    private Path folder;

    private HandledTime begun(String schedule, Instant now) {
        HandledTime handled = new HandledTime(folder, "test", "a", schedule, Logs.NONE);
        handled.begin(now);
        return handled;
    }

    @Test
    void requestOfAReplacedTriggerLeavesTheTimeOfItsSuccessor() {
        HandledTime replaced = begun("* * * * *", TEN);
        HandledTime successor = begun("0 * * * *", ELEVEN);
        replaced.write(TEN);
        assertEquals(Optional.of(ELEVEN), successor.read());
        assertArrayEquals(new String[] {"handled-a"}, folder.toFile().list());
    }

    @Test
    void requestOfATriggerThatWasChangedButForItsScheduleCounts() {
        HandledTime before = begun("* * * * *", TEN);
        HandledTime after = begun("* * * * *", TEN);
        before.write(ELEVEN);
        assertEquals(Optional.of(ELEVEN), after.read());
    }
}
