package org.obscura.camera.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;

import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.Test;
import org.obscura.camera.ImageOutbox;
import org.obscura.camera.OutboxStatus;

class SinkCheckTest {

    private static Result check(boolean available, boolean old) {
        return check(available, old, "");
    }

    private static Result check(boolean available, boolean old, String problem) {
        return new SinkCheck(new ImageOutbox() {
            @Override
            public OutboxStatus getStatus() {
                return new OutboxStatus("archive", "http", "http://archive/", available, 3, Instant.EPOCH, old, 9, 1, null, null,
                        "no route to host", 4, Duration.ZERO, problem);
            }

            @Override
            public void retry() {
                throw new AssertionError("a check changes nothing");
            }

            @Override
            public int discard() {
                throw new AssertionError("a check changes nothing");
            }
        }).execute();
    }

    @Test
    void imagesThatWaitForLongAreAWarning() {
        assertEquals(Result.Status.OK, check(true, false).getStatus());
        assertEquals(Result.Status.WARN, check(true, true).getStatus());
        assertTrue(check(true, true).toString().contains("no route to host"), check(true, true)::toString);
    }

    @Test
    void aSinkThatIsNotRegisteredIsAWarning() {
        assertEquals(Result.Status.WARN, check(false, false).getStatus());
    }

    @Test
    void aWrongConfigurationIsAWarningThatNamesIt() {
        Result result = check(false, false, "The configuration x is not applied: url=y is wrong");
        assertEquals(Result.Status.WARN, result.getStatus());
        assertTrue(result.toString().contains("url=y is wrong. Images wait"), result::toString);
    }

    @Test
    void aCameraThatDoesNotExistIsAWarningOfASinkThatDelivers() {
        Result result = check(true, false, "There is no camera gaet");
        assertEquals(Result.Status.WARN, result.getStatus());
        assertTrue(result.toString().contains("There is no camera gaet") && !result.toString().contains("Images wait in"),
                result::toString);
    }
}
