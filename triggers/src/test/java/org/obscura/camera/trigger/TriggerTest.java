package org.obscura.camera.trigger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.obscura.camera.TriggerStatus;
import org.osgi.service.event.EventAdmin;

/** What fires a trigger, and what it reports. */
class TriggerTest extends TriggerTestBase {
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

    @Test
    void anEventAdminThatIsStoppingCostsNoImage() throws Exception {
        eventAdmin = (EventAdmin) Proxy.newProxyInstance(EventAdmin.class.getClassLoader(), new Class<?>[] {EventAdmin.class},
                (proxy, method, values) -> {
                    throw new IllegalStateException("The EventAdmin is stopped");
                });
        trigger("interval", "1s");
        for (int i = 1; i <= 6; i++) {
            time.run(Duration.ofSeconds(1));
            awaitLastResult(result());
        }
        assertEquals(6, trigger.getStatus().fired());
        assertEquals(List.of(), log);
    }

    @Test
    void aFailureOfAnotherServiceEndsNoSchedule() throws Exception {
        onLook = () -> {
            onLook = () -> {};
            throw new IllegalStateException("The bundle was stopped");
        };
        trigger("interval", "1h");
        time.run(Duration.ofSeconds(10));
        result();
        assertEquals(List.of("Trigger test: what is due failed"), log);
    }
}
