package org.obscura.camera.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.felix.hc.api.Result.Status;
import org.junit.jupiter.api.Test;
import org.obscura.camera.CaptureRequest;
import org.obscura.camera.CaptureTrigger;
import org.obscura.camera.TriggerStatus;

class TriggerCheckTest {
    private static Status status(String problem, long failed, String imageProblem) {
        return new TriggerCheck(new CaptureTrigger() {
            @Override
            public String getName() {
                return "yard";
            }

            @Override
            public String getCameraId() {
                return "front";
            }

            @Override
            public TriggerStatus getStatus() {
                return new TriggerStatus("interval", "every 10m", null, null, 3, failed, 1, "no device", problem, imageProblem);
            }

            @Override
            public CaptureRequest fire() {
                throw new AssertionError("a check must not capture");
            }
        }).execute().getStatus();
    }

    @Test
    void isCriticalIfTheTriggerDoesNotWork() {
        assertEquals(Status.CRITICAL, status("There is no camera front", 0, ""));
        assertEquals(Status.OK, status("", 0, ""));
        assertEquals(Status.OK, status("", 2, "")); // the check of the camera judges its failures
    }

    @Test
    void warnsOfAFaultyImage() {
        assertEquals(Status.WARN, status("", 0, "The image is black"));
    }
}
