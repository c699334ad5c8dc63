package org.obscura.camera.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

import org.junit.jupiter.api.Test;
import org.obscura.camera.CaptureRequest;
import org.obscura.camera.CaptureTrigger;
import org.obscura.camera.TriggerStatus;

class TriggersCommandTest {
    private static final Instant NEXT = LocalDateTime.of(2026, 5, 1, 12, 10).atZone(ZoneId.systemDefault()).toInstant();

    record FakeTrigger(String name, TriggerStatus status) implements CaptureTrigger {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public String getCameraId() {
            return "front";
        }

        @Override
        public TriggerStatus getStatus() {
            return status;
        }

        @Override
        public CaptureRequest fire() {
            throw new IllegalStateException("There is no camera front");
        }
    }

    private final Triggers triggers = new Triggers();

    private void add(String name, TriggerStatus status) {
        triggers.addTrigger(new FakeTrigger(name, status));
    }

    @Test
    void listsTriggersWithTheirTimesAndResults() throws Exception {
        add("yard", new TriggerStatus("interval", "every 10m", NEXT, NEXT.minusSeconds(600), 7, 1, 2, "/images/a.jpg", "",
                "The image is black"));
        add("gate", new TriggerStatus("none", "", null, null, 0, 0, 0, "", "The configuration is not applied: interval=x is wrong", ""));
        try (Console console = new Console(new TriggersCommand(triggers))) {
            assertEquals("""
                    TRIGGER  CAMERA  KIND      SCHEDULE   NEXT                 LAST                 FIRED  FAILED  MISSED
                    gate     front   none      -          -                    -                    0      0       0
                    yard     front   interval  every 10m  2026-05-01 12:10:00  2026-05-01 12:00:00  7      1       2

                    TRIGGER  LAST RESULT    PROBLEM
                    gate     -              The configuration is not applied: interval=x is wrong
                    yard     /images/a.jpg  The image is black
                    """, console.run("camera:triggers"));
        }
    }

    @Test
    void printsJson() throws Exception {
        add("yard", new TriggerStatus("cron", "0 7 * * *", Instant.parse("2026-05-01T07:00:00Z"), null, 0, 0, 0, "", "", ""));
        try (Console console = new Console(new TriggersCommand(triggers))) {
            assertEquals("[{\"trigger\": \"yard\", \"camera\": \"front\", \"kind\": \"cron\", \"schedule\": \"0 7 * * *\", "
                    + "\"next\": \"2026-05-01T07:00:00Z\", \"last\": null, \"fired\": 0, \"failed\": 0, \"missed\": 0, "
                    + "\"lastResult\": null, \"problem\": null, \"imageProblem\": null}]\n", console.run("camera:triggers --json yard"));
        }
    }

    @Test
    void saysWhatToDoWithoutTriggers() throws Exception {
        try (Console console = new Console(new TriggersCommand(triggers))) {
            assertTrue(console.run("camera:triggers").contains("org.obscura.camera.trigger-yard.cfg"));
            assertEquals("[]\n", console.run("camera:triggers --json"));
        }
    }

    @Test
    void namesTheTriggerThatWasProbablyMeant() throws Exception {
        add("yard", new TriggerStatus("interval", "every 10m", null, null, 0, 0, 0, "", "", ""));
        try (Console console = new Console(new TriggersCommand(triggers))) {
            assertEquals("There is no trigger 'jard'; did you mean yard?",
                    assertThrows(IllegalArgumentException.class, () -> console.run("camera:triggers --fire jard")).getMessage());
            assertEquals("There is no camera front",
                    assertThrows(IllegalStateException.class, () -> console.run("camera:triggers -f yard")).getMessage());
        }
    }
}
