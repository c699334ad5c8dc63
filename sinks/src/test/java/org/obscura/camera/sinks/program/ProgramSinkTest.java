package org.obscura.camera.sinks.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.DeliveryException;
import org.obscura.camera.ImageDelivery;
import org.obscura.camera.Resolution;
import org.obscura.camera.sinks.outbox.LogLines;
import org.obscura.camera.sinks.outbox.OutboxFixture;
import org.obscura.camera.support.sink.ImageTemplate;

/** Runs real programs. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs a POSIX shell")
@Tag("slow")
class ProgramSinkTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    private ImageDelivery image() {
        return new ImageDelivery("0b7-1", "front door", 7, "hand:a", folder.resolve("a b$(id);'.jpg"), "jpeg", new Resolution(640, 480),
                Instant.parse("2026-11-27T10:11:12Z"), 1);
    }

    private static ProgramSink sink(Duration limit, String... words) {
        return new ProgramSink("a", Arrays.stream(words).map(word -> ImageTemplate.of("command", word)).toList(), limit, Set.of(65),
                new LogLines().logger());
    }

    @Test
    void theProgramGetsItsArgumentsWithoutAShell() throws Exception {
        Path out = folder.resolve("out");
        sink(LONG, "/bin/sh", "-c", "for i; do echo \"$i\"; done > " + out, "sh", "{path}", "{file}", "{camera}", "{id}", "{request}",
                "{device}", "{format}", "{width}x{height}", "{time}", "{time:yyyy}", "{\"json\": 1}", "*").deliver(image());
        assertEquals(List.of(image().path().toString(), "a b$(id);'.jpg", "front door", "0b7-1", "7", "hand:a", "jpeg", "640x480",
                "2026-11-27T10:11:12Z", "2026", "{\"json\": 1}", "*"), Files.readAllLines(out));
    }

    @Test
    void whatItPrintsIsTheReason() {
        DeliveryException e = assertThrows(DeliveryException.class,
                () -> sink(LONG, "/bin/sh", "-c", "echo much; echo disk full >&2; exit 3").deliver(image()));
        assertEquals("The program /bin/sh ended with code 3; it printed: disk full", e.getMessage());
        assertTrue(e.isRetryable());
    }

    @Test
    void aRefusalIsFinal() {
        DeliveryException e = assertThrows(DeliveryException.class, () -> sink(LONG, "/bin/sh", "-c", "exit 65").deliver(image()));
        assertFalse(e.isRetryable());
    }

    @Test
    void aProgramThatDoesNotExistIsExplained() {
        DeliveryException e = assertThrows(DeliveryException.class, () -> sink(LONG, "/no/such/program").deliver(image()));
        assertTrue(e.getMessage().startsWith("The program /no/such/program cannot be started: "), e.getMessage());
        assertTrue(e.isRetryable());
    }

    @Test
    void aProgramThatTakesTooLongIsEndedWithItsChildren() throws Exception {
        Path child = folder.resolve("child");
        for (int seconds = 2; !Files.exists(child); seconds *= 2) { // a busy machine may need longer until the program has begun
            ProgramSink sink = sink(Duration.ofSeconds(seconds), "/bin/sh", "-c",
                    "sleep 1000 & echo $! > " + child + ".tmp; mv " + child + ".tmp " + child + "; wait");
            DeliveryException e = assertThrows(DeliveryException.class, () -> sink.deliver(image()));
            assertTrue(e.getMessage().contains("did not end within " + seconds + "s (time.limit) and was ended"), e.getMessage());
        }
        long pid = Long.parseLong(Files.readString(child).strip());
        OutboxFixture.await("the child has ended", () -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void anInterruptedDeliveryEndsTheProgram() throws Exception {
        Path child = folder.resolve("child");
        FutureTask<InterruptedException> interrupted = new FutureTask<>(() -> assertThrows(InterruptedException.class,
                () -> sink(LONG, "/bin/sh", "-c", "echo $$ > " + child + ".tmp; mv " + child + ".tmp " + child + "; sleep 1000")
                        .deliver(image())));
        Thread delivery = new Thread(interrupted);
        delivery.start();
        OutboxFixture.await("the program runs", () -> Files.exists(child));
        delivery.interrupt();
        interrupted.get();
        long pid = Long.parseLong(Files.readString(child).strip());
        OutboxFixture.await("the program has ended", () -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }
}
