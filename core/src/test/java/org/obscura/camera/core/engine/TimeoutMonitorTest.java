package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimeoutMonitorTest {
    private static final Duration OVER = Duration.ZERO;
    private static final Duration LONG = Duration.ofHours(1);

    private final Deque<Runnable> looks = new ArrayDeque<>();
    private final List<String> rung = new ArrayList<>();
    /** Its time is moved by hand. */
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(0) {
        @Override
        public ScheduledFuture<?> schedule(Runnable look, long delay, TimeUnit unit) {
            looks.add(look);
            return null;
        }
    };
    private final TimeoutMonitor watch = new TimeoutMonitor(clock);

    @AfterEach
    void close() {
        clock.shutdownNow();
    }

    @Test
    void ringsWhatIsOverAndLeavesTheRest() {
        watch.set(OVER, () -> rung.add("over"));
        watch.set(LONG, () -> rung.add("not yet"));
        looks.remove().run();
        assertEquals(List.of("over"), rung);
        assertEquals(1, looks.size(), "it goes on looking for the one that is left");
    }

    @Test
    void rungOnceAndThenNobodyLooks() {
        watch.set(OVER, () -> rung.add("over"));
        looks.remove().run();
        assertEquals(List.of("over"), rung);
        assertEquals(0, looks.size());
    }

    @Test
    void whatIsCancelledDoesNotRingAndNobodyLooksForIt() {
        watch.set(OVER, () -> rung.add("cancelled")).cancel();
        looks.remove().run();
        assertEquals(List.of(), rung);
        assertEquals(0, looks.size());
    }

    @Test
    void manyAlarmsNeedOneLook() {
        for (int i = 0; i < 1000; i++) {
            watch.set(LONG, () -> rung.add("not yet")).cancel();
        }
        assertEquals(1, looks.size());
    }

    @Test
    void anAlarmThatIsSetOnceNobodyLooksIsLookedFor() {
        watch.set(OVER, () -> rung.add("first"));
        looks.remove().run();
        watch.set(OVER, () -> rung.add("second"));
        looks.remove().run();
        assertEquals(List.of("first", "second"), rung);
    }

    @Test
    void anAlarmThatThrowsSilencesNoOther() {
        watch.set(OVER, () -> {
            throw new IllegalStateException("for the test");
        });
        Runnable first = looks.remove();
        watch.set(LONG, () -> rung.add("other"));
        assertThrows(IllegalStateException.class, first::run);
        assertEquals(1, looks.size(), "the other is still looked for");
    }
}
