package org.obscura.camera.trigger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.Camera;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureListener;
import org.obscura.camera.TriggerStatus;
import org.obscura.camera.support.config.ConfigReader;
import org.obscura.camera.testing.TestCamera;

/** Triggers with the real engine, by clocks that the test moves. */
class TriggerTest {
    private static final int LIMIT_SECONDS = 300;

    @TempDir
    Path folder;
    @TempDir
    Path data;
    private final HandTime time = new HandTime(Instant.parse("2026-05-01T10:00:30Z"));
    private final BlockingQueue<String> results = new LinkedBlockingQueue<>();
    private final List<String> missed = new ArrayList<>();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private TestCamera camera;
    private Optional<Camera> found;
    private Runnable onLook = () -> {};
    private Trigger trigger;

    @BeforeEach
    void start() {
        camera = TestCamera.configured("yard", Map.of("directory", folder.toString(), "device.timeout", "100ms"));
        camera.addListener(new CaptureListener() {
            @Override
            public void onImageSaved(String cameraId, int requestId, String path) {
                results.add(path);
            }

            @Override
            public void onCaptureFailed(String cameraId, int requestId, CaptureError error, String message) {
                results.add(error.name());
            }
        });
        found = Optional.of(camera.camera());
    }

    @AfterEach
    void stop() {
        trigger.close();
        camera.close();
    }

    private void trigger(String... pairs) {
        Map<String, Object> config = new HashMap<>(Map.of("camera", "yard", "zone", "UTC", "service.pid",
                "org.obscura.camera.trigger~test"));
        for (int i = 0; i < pairs.length; i += 2) {
            config.put(pairs[i], pairs[i + 1]);
        }
        ConfigReader reader = new ConfigReader(TriggerConfig.class, config, Map.of());
        TriggerSettings settings = TriggerSettings.read(reader);
        assertEquals(List.of(), reader.errors());
        HandledTime handled = ArmedTrigger.handledTime(data.toFile(), "test", settings, Logs.NONE);
        trigger = new Trigger("test", settings, () -> {
            onLook.run();
            return found;
        }, time, new TriggerEvents() {
            @Override
            void missed(String name, String cameraId, String message) {
                missed.add(message);
            }
        }, Logs.into(log), ArmedTrigger.timing(settings, time, handled), null, handled);
        trigger.start();
    }

    private String result() throws InterruptedException {
        String result = results.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        assertNotNull(result, "no image ended");
        return result;
    }

    /** Waits until the trigger knows how its request ended, which it learns after the listeners. */
    private void awaitLastResult(String expected) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!trigger.getStatus().lastResult().contains(expected) && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertTrue(trigger.getStatus().lastResult().contains(expected), trigger.getStatus()::toString);
    }

    @Test
    void capturesWithItsOptions() throws Exception {
        trigger("interval", "10s", "location", "yard.png", "metadata", "Title=Yard");
        time.run(Duration.ofMillis(1));
        assertTrue(result().endsWith("yard.png"));
        awaitLastResult("yard.png");
        time.run(Duration.ofSeconds(9));
        assertEquals(1, trigger.getStatus().fired());
        time.run(Duration.ofSeconds(1));
        result();
        TriggerStatus status = trigger.getStatus();
        assertEquals(List.of("interval", "every 10s", 2L, 0L), List.of(status.kind(), status.schedule(), status.fired(), status.failed()));
        assertTrue(Files.exists(folder.resolve("yard.png")));
    }

    @Test
    void waitsForItsCamera() throws Exception {
        found = Optional.empty();
        trigger("interval", "1h");
        time.run(Duration.ofMinutes(3));
        assertEquals("There is no camera yard; configure it, or correct 'camera'", trigger.getStatus().problem());
        assertThrows(IllegalStateException.class, trigger::fire);
        found = Optional.of(camera.camera());
        trigger.wake();
        time.run(Duration.ofMillis(1));
        result();
        assertEquals("", trigger.getStatus().problem());
        assertEquals(0, trigger.getStatus().missed());
    }

    @Test
    void whatTheCameraRefusesIsLoggedOnceCountedAndShown() {
        trigger("interval", "1s", "metadata", "Date=yesterday");
        time.run(Duration.ofMillis(3500));
        TriggerStatus status = trigger.getStatus();
        assertEquals(List.of(4L, 4L), List.of(status.fired(), status.failed()));
        assertTrue(status.problem().contains("Date") && status.problem().contains("'yesterday'"), status::problem);
        assertEquals(List.of("Trigger test, configuration org.obscura.camera.trigger~test: " + status.problem()), log);
        assertThrows(IllegalArgumentException.class, trigger::fire);
        assertEquals(5, trigger.getStatus().failed());
    }

    @Test
    void aCameraThatDoesNotAppearIsLoggedOnceWhateverTheCause() {
        for (String[] cause : List.of(new String[] {"interval", "1h"}, new String[] {"cron", "0 3 * * *"},
                new String[] {"topic", "org/example/DOOR"})) {
            found = Optional.empty();
            log.clear();
            trigger(cause);
            time.run(Duration.ofSeconds(4));
            assertEquals(List.of(), log);
            time.run(Duration.ofMinutes(2));
            assertEquals(List.of("Trigger test, configuration org.obscura.camera.trigger~test: There is no camera yard; configure it, or "
                    + "correct 'camera'"), log);
            trigger.close();
        }
    }

    @Test
    void aLaterConfigurationThatIsNotAppliedIsShown() {
        trigger("interval", "1h");
        trigger.setUnapplied("The configuration x is not applied: interval=y is wrong");
        assertEquals("The configuration x is not applied: interval=y is wrong", trigger.getStatus().problem());
    }

    /** A camera that appears while the trigger looks at the clocks makes it look once more, and not twice as often from then on. */
    @Test
    void looksOnceAtATimeWhenItIsWokenMeanwhile() {
        found = Optional.empty();
        trigger("interval", "1h");
        onLook = () -> {
            onLook = () -> {};
            trigger.wake();
        };
        time.run(Duration.ofMillis(1));
        assertEquals(1, time.waiting());
        time.run(Duration.ofMinutes(1));
        assertEquals(1, time.waiting());
    }

    @Test
    void withoutItsCameraADueTimeIsMissed() {
        found = Optional.empty();
        trigger("cron", "* * * * *");
        time.run(Duration.ofMinutes(2));
        assertEquals(2, trigger.getStatus().missed());
        assertEquals(List.of("There is no camera yard", "There is no camera yard"), missed);
        found = Optional.of(camera.camera());
        time.run(Duration.ofSeconds(10));
        assertEquals(0, trigger.getStatus().fired());
    }

    @Test
    void whatWasMissedMakesOneImageIfItIsCaughtUp() throws Exception {
        found = Optional.empty();
        trigger("cron", "* * * * *", "missed", "catch-up");
        time.run(Duration.ofMinutes(3));
        found = Optional.of(camera.camera());
        time.run(Duration.ofSeconds(10));
        result();
        assertEquals(1, trigger.getStatus().fired());
        assertEquals(3, trigger.getStatus().missed());
    }

    /** Ends the trigger, and starts it again later, as the program does. */
    private void restart(Duration later, String... pairs) {
        trigger.close();
        time.run(later);
        trigger(pairs);
        time.run(Duration.ofMillis(1));
    }

    private static final String[] EACH_MINUTE = {"cron", "* * * * *", "missed", "catch-up"};

    private void assertFired(long fired, long missed) {
        assertEquals(List.of(fired, missed), List.of(trigger.getStatus().fired(), trigger.getStatus().missed()));
    }

    @Test
    void whatPassedWhileTheProgramDidNotRunMakesOneImage() throws Exception {
        trigger(EACH_MINUTE);
        time.run(Duration.ofSeconds(31));
        result();
        awaitLastResult(".jpg");
        awaitHandled("10:01:00");
        restart(Duration.ofSeconds(20), EACH_MINUTE);
        assertFired(0, 0); // nothing was due
        restart(Duration.ofMinutes(30), EACH_MINUTE);
        result();
        awaitHandled("10:31:");
        time.run(Duration.ofSeconds(20));
        assertFired(1, 29);
        restart(Duration.ofSeconds(1), EACH_MINUTE);
        assertFired(0, 0);
    }

    /** Suspended, a machine runs no task, and its clock goes on. */
    @Test
    void whatPassedWhileTheMachineWasSuspendedMakesOneImage() throws Exception {
        for (String[] cause : List.of(EACH_MINUTE, new String[] {"interval", "1m", "missed", "catch-up"})) {
            trigger(cause);
            time.run(Duration.ofSeconds(31));
            awaitLastResult(result());
            long before = trigger.getStatus().fired();
            time.pass(Duration.ofMinutes(10));
            time.run(Duration.ofMillis(1));
            awaitLastResult(result());
            time.run(Duration.ofSeconds(15));
            assertEquals(before + 1, trigger.getStatus().fired(), trigger.getStatus()::toString);
            trigger.close();
        }
    }

    /** Waits until the trigger has noted a time, which it does after the request has ended. */
    private void awaitHandled(String expected) throws Exception {
        Path file = data.resolve("handled-test");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!Files.readString(file).contains(expected) && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertTrue(Files.readString(file).contains(expected), Files.readString(file));
    }

    @Test
    void aTimeThatPassesBeforeTheFirstImageIsCaughtUpToo() throws Exception {
        trigger(EACH_MINUTE);
        time.run(Duration.ofSeconds(1));
        restart(Duration.ofMinutes(1), EACH_MINUTE);
        result();
        assertFired(1, 0);
    }

    @Test
    void whatWasMissedWithoutACameraIsCaughtUpAfterARestart() throws Exception {
        found = Optional.empty();
        trigger("cron", "0 1 10 * * *", "missed", "catch-up");
        time.run(Duration.ofMinutes(3));
        assertFired(0, 1);
        restart(Duration.ofHours(5), "cron", "0 1 10 * * *", "missed", "catch-up");
        found = Optional.of(camera.camera());
        time.run(Duration.ofSeconds(10));
        result();
        assertEquals(1, trigger.getStatus().fired());
    }

    @Test
    void anotherScheduleBeginsWithItsOwnTimesAndSoDoesOneThatSkips() throws Exception {
        trigger(EACH_MINUTE);
        time.run(Duration.ofSeconds(31));
        result();
        restart(Duration.ofHours(2), "cron", "*/2 * * * *", "missed", "catch-up");
        assertFired(0, 0);
        restart(Duration.ofHours(2), "cron", "*/2 * * * *");
        assertFired(0, 0);
        assertEquals(List.of("handled-test"), List.of(data.toFile().list()));
    }

    @Test
    void aFileThatIsDamagedOrOfTheFutureCatchesNothingUp() throws Exception {
        trigger(EACH_MINUTE);
        time.run(Duration.ofSeconds(1));
        Files.writeString(data.resolve("handled-test"), "2999-01-01T00:00:00Z\n* * * * *, UTC\n");
        restart(Duration.ofMinutes(10), EACH_MINUTE);
        assertFired(0, 0);
        time.run(Duration.ofMinutes(1));
        result();
        awaitHandled("10:11:00");
        Files.writeString(data.resolve("handled-test"), "yesterday\n* * * * *, UTC\n");
        restart(Duration.ofMinutes(10), EACH_MINUTE);
        assertFired(0, 0);
    }

    @Test
    void anOutageOfTheDeviceIsCaughtUpOnce() throws Exception {
        camera.unplug(camera.device());
        trigger("cron", "0 1 10 * * *", "missed", "catch-up");
        time.run(Duration.ofSeconds(30));
        assertEquals("RESOURCE", result());
        awaitLastResult("device.timeout");
        time.run(Duration.ofSeconds(20));
        assertEquals(1, trigger.getStatus().fired());
        camera.plugIn(camera.device());
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (camera.camera().getStatus() != Camera.Status.ACTIVE && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        time.run(Duration.ofSeconds(10));
        assertTrue(result().endsWith(".jpg"));
        time.run(Duration.ofHours(1));
        assertEquals(2, trigger.getStatus().fired());
        assertEquals(1, trigger.getStatus().failed());
    }

    @Test
    void eventsKeepTheMinimumDistanceAndTheWindow() throws Exception {
        trigger("topic", "org/example/DOOR", "minimum.distance", "10s", "between", "10:00..11:00");
        trigger.cause();
        result();
        time.run(Duration.ofSeconds(9));
        trigger.cause();
        time.step(Duration.ofHours(-5)); // the distance is not measured by the wall clock
        time.step(Duration.ofHours(5));
        time.run(Duration.ofSeconds(1));
        trigger.cause();
        result();
        assertEquals(List.of(2L, 1L), List.of(trigger.getStatus().fired(), trigger.getStatus().missed()));
        time.run(Duration.ofHours(1));
        trigger.cause();
        assertEquals(2, trigger.getStatus().fired());
    }

    @Test
    void notMoreThanFourRequestsArePending() {
        camera.device().manual();
        trigger("interval", "1s");
        time.run(Duration.ofMillis(9500));
        assertEquals(List.of(4L, 6L), List.of(trigger.getStatus().fired(), trigger.getStatus().missed()));
    }

    @Test
    void firesOnCallWhateverTheWindowSays() throws Exception {
        trigger("interval", "1s", "between", "20:00..21:00");
        time.run(Duration.ofSeconds(5));
        assertEquals(0, trigger.getStatus().fired());
        trigger.fire();
        assertTrue(result().endsWith(".jpg"));
        trigger.close();
        assertThrows(IllegalStateException.class, trigger::fire);
    }
}
