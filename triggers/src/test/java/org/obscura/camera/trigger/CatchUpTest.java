package org.obscura.camera.trigger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;

/** What a trigger makes up for: times that passed without its camera, its device, its program or its machine. */
class CatchUpTest extends TriggerTestBase {
    private static final String[] EACH_MINUTE = {"cron", "* * * * *", "missed", "catch-up"};
    private static final String HANDLED = "handled-org.obscura.camera.trigger%7Etest";

    /** Ends the trigger, and starts it again later, as the program does. */
    private void restart(Duration later, String... pairs) {
        trigger.close();
        time.run(later);
        trigger(pairs);
        time.run(Duration.ofMillis(1));
    }

    private void assertFired(long fired, long missed) {
        assertEquals(List.of(fired, missed), List.of(trigger.getStatus().fired(), trigger.getStatus().missed()));
    }

    /** Waits until the trigger has noted a time, which it does after the request has ended. */
    private void awaitHandled(String expected) throws Exception {
        await(expected, () -> Files.readString(data.resolve(HANDLED)));
    }

    @Test
    void whatWasMissedMakesOneImageIfItIsCaughtUp() throws Exception {
        found = Optional.empty();
        trigger(EACH_MINUTE);
        time.run(Duration.ofMinutes(3));
        found = Optional.of(camera.camera());
        time.run(Duration.ofSeconds(10));
        result();
        assertFired(1, 3);
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
        assertEquals(List.of(HANDLED), List.of(data.toFile().list()));
        restart(Duration.ofHours(2), "cron", "*/2 * * * *");
        assertFired(0, 0);
        restart(Duration.ofHours(2), "cron", "*/2 * * * *", "missed", "catch-up");
        assertFired(0, 0); // it was not to catch up meanwhile
    }

    @Test
    @SuppressWarnings("unchecked")
    void aTriggerThatIsDeletedAndConfiguredAgainLaterCatchesNothingUp() throws Exception {
        camera.device().manual();
        trigger(EACH_MINUTE);
        time.run(Duration.ofSeconds(31));
        ServiceReference<ConfigurationAdmin> reference = (ServiceReference<ConfigurationAdmin>) Proxy.newProxyInstance(
                ServiceReference.class.getClassLoader(), new Class<?>[] {ServiceReference.class}, (proxy, method, values) -> null);
        new DeletedTriggers(data.toFile(), Logs.NONE)
                .configurationEvent(new ConfigurationEvent(reference, ConfigurationEvent.CM_DELETED, TriggerComponent.PID, PID));
        trigger.close();
        camera.device().automatic();
        awaitLastResult(result()); // it was pending, and writes nothing any more
        assertEquals(List.of(), List.of(data.toFile().list()));
        restart(Duration.ofDays(400), EACH_MINUTE);
        assertFired(0, 0);
    }

    @Test
    void aFileThatIsDamagedOrOfTheFutureCatchesNothingUp() throws Exception {
        trigger(EACH_MINUTE);
        time.run(Duration.ofSeconds(1));
        Files.writeString(data.resolve(HANDLED), "2999-01-01T00:00:00Z\n* * * * *, UTC\n");
        restart(Duration.ofMinutes(10), EACH_MINUTE);
        assertFired(0, 0);
        time.run(Duration.ofMinutes(1));
        result();
        awaitHandled("10:11:00");
        Files.writeString(data.resolve(HANDLED), "yesterday\n* * * * *, UTC\n");
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
        time.run(Duration.ofSeconds(10));
        assertTrue(result().endsWith(".jpg"));
        time.run(Duration.ofHours(1));
        assertEquals(2, trigger.getStatus().fired());
        assertEquals(1, trigger.getStatus().failed());
    }
}
