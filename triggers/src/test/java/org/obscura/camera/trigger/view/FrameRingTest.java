package org.obscura.camera.trigger.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.obscura.camera.ViewFrame;

class FrameRingTest {
    private static final Instant BEGIN = Instant.parse("2026-05-01T10:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private static FrameRing filled(FrameRing ring, int frames) {
        for (int i = 0; i < frames; i++) {
            ring.add(new ViewFrame(ByteBuffer.allocate(100), "test:1", BEGIN.plusSeconds(i)));
        }
        return ring;
    }

    private static List<Long> seconds(FrameRing ring) {
        return ring.take().stream().map(frame -> Duration.between(BEGIN, frame.timestamp()).toSeconds()).toList();
    }

    @Test
    void keepsTheLastFramesOfANumber() {
        assertEquals(List.of(7L, 8L, 9L), seconds(filled(new FrameRing(3, DAY, 10_000), 10)));
    }

    @Test
    void keepsTheFramesOfATimeBeforeTheNewest() {
        assertEquals(List.of(5L, 6L, 7L, 8L, 9L), seconds(filled(new FrameRing(1000, Duration.ofSeconds(4), 10_000), 10)));
    }

    @Test
    void keepsNoMoreThanItsMemory() {
        FrameRing ring = filled(new FrameRing(1000, DAY, 250), 10);
        assertEquals(200, ring.bytes());
        assertEquals(List.of(8L, 9L), seconds(ring));
        assertEquals(0, ring.bytes());
        assertEquals(List.of(), seconds(filled(new FrameRing(1000, DAY, 50), 10)));
    }

    @Test
    void forgetsWhatWasTaken() {
        FrameRing ring = filled(new FrameRing(3, DAY, 10_000), 2);
        ring.take();
        assertEquals(List.of(), ring.take());
    }
}
