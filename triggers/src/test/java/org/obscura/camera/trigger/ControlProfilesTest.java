package org.obscura.camera.trigger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.Camera;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.CaptureListener;
import org.obscura.camera.ControlKeys;
import org.obscura.camera.testing.TestCamera;
import org.obscura.camera.trigger.schedule.TimeOfDay;
import org.obscura.camera.trigger.schedule.Window;

/** Profiles of controls, with the engine and clocks that the test moves. */
class ControlProfilesTest {
    private static final String MODE = ControlKeys.EXPOSURE_MODE;
    private static final String COMPENSATION = ControlKeys.EXPOSURE_COMPENSATION;

    @TempDir
    Path folder;
    private final HandTime time = new HandTime(Instant.parse("2026-05-01T17:59:30Z"));
    private final ControlProfiles profiles = new ControlProfiles(time, Logs.NONE);
    private TestCamera camera;
    private CameraCapture capture;
    private Map<String, Object> before;

    @BeforeEach
    void start() {
        camera = TestCamera.in(folder);
        capture = camera.capture();
        capture.setControl(COMPENSATION, "1");
        before = capture.getControls();
        profiles.addCamera(camera.camera());
    }

    @AfterEach
    void stop() {
        profiles.close();
        camera.close();
    }

    private Profile profile(String name, String between, Map<String, Object> controls) {
        List<TimeOfDay> ends = Window.parseBetween(between);
        return new Profile(name, camera.camera().getId(),
                new Window(ends.get(0), ends.get(1), Window.parseDays(List.of()), ZoneOffset.UTC, null), controls);
    }

    private Object value(String key) {
        Object value = capture.getControls().get(key);
        return value == null ? null : value.toString().toLowerCase(Locale.ROOT);
    }

    @Test
    void controlsFollowDayAndNight() {
        profiles.put(profile("day", "06:00..18:00", Map.of(COMPENSATION, "0", MODE, "auto")));
        profiles.put(profile("night", "18:00..06:00", Map.of(COMPENSATION, "2")));
        time.run(Duration.ofSeconds(10));
        assertEquals(List.of("0.0", "auto"), List.of(value(COMPENSATION), value(MODE)));
        time.run(Duration.ofSeconds(30));
        assertEquals("2.0", value(COMPENSATION));
        assertEquals(before.get(MODE), capture.getControls().get(MODE));
        time.run(Duration.ofHours(12));
        assertEquals(List.of("0.0", "auto"), List.of(value(COMPENSATION), value(MODE)));
    }

    @Test
    void aCameraThatDoesNotAppearIsLoggedOnce() {
        List<String> log = new ArrayList<>();
        ControlProfiles others = new ControlProfiles(time, Logs.into(log));
        others.put(new Profile("night", "frnt", profile("night", "18:00..06:00", Map.of()).window(), Map.of(COMPENSATION, "2")));
        time.run(Duration.ofSeconds(4));
        assertEquals(List.of(), log);
        time.run(Duration.ofMinutes(1));
        assertEquals(List.of("Profile night: There is no camera frnt; configure it, or correct 'camera'"), log);
        others.close();
    }

    @Test
    void aCameraThatFailsLeavesTheOthersTheirControls() {
        CameraCapture stopped = fake(CameraCapture.class, method -> {
            throw new IllegalStateException("The bundle was stopped");
        });
        profiles.addCamera(fake(Camera.class, method -> method.equals("getId") ? "a" : stopped));
        profiles.put(new Profile("stopped", "a", profile("day", "06:00..18:00", Map.of()).window(), Map.of(COMPENSATION, "0")));
        profiles.put(profile("day", "06:00..18:00", Map.of(COMPENSATION, "0")));
        profiles.put(profile("night", "18:00..06:00", Map.of(COMPENSATION, "2")));
        time.run(Duration.ofSeconds(10));
        assertEquals("0.0", value(COMPENSATION));
        time.run(Duration.ofSeconds(30));
        assertEquals("2.0", value(COMPENSATION));
    }

    private static <T> T fake(Class<T> type, Function<String, Object> behaviour) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (proxy, method, values) -> behaviour.apply(method.getName())));
    }

    @Test
    void aRemovedProfileLeavesWhatWasBefore() {
        profiles.put(profile("evening", "17:00..20:00", Map.of(COMPENSATION, "2")));
        time.run(Duration.ofSeconds(1));
        assertEquals("2.0", value(COMPENSATION));
        profiles.remove("evening");
        time.run(Duration.ofSeconds(1));
        assertEquals(before, capture.getControls());
    }

    @Test
    void whatWasChangedWhileAProfileAppliedStays() {
        profiles.put(profile("evening", "17:00..20:00", Map.of(COMPENSATION, "2", MODE, "auto")));
        time.run(Duration.ofSeconds(1));
        capture.setControl(COMPENSATION, "-1");
        profiles.remove("evening");
        time.run(Duration.ofSeconds(1));
        assertEquals(Map.of(COMPENSATION, -1.0), capture.getControls());
    }

    @Test
    void controlsOfAProfileAreSetInOneStep() throws Exception {
        BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
        camera.addListener(new CaptureListener() {
            @Override
            public void onPropertyChanged(String cameraId, String property, Object value) {
                if (property.equals("controls")) {
                    seen.add(value);
                }
            }
        });
        profiles.put(profile("evening", "17:00..20:00", Map.of(COMPENSATION, "2", MODE, "auto")));
        time.run(Duration.ofSeconds(1));
        Map<String, Object> set = capture.getControls();
        profiles.remove("evening");
        time.run(Duration.ofSeconds(1));
        Object first = seen.take();
        assertEquals(set, first.equals(before) ? seen.take() : first, "after what was set at the start, if that comes so late");
        assertEquals(before, seen.take());
    }

    @Test
    void aStepOfTheClockIsFollowed() {
        profiles.put(profile("night", "18:00..06:00", Map.of(COMPENSATION, "2")));
        time.run(Duration.ofSeconds(1));
        assertEquals("1.0", value(COMPENSATION));
        time.step(Duration.ofHours(1));
        time.run(Duration.ofSeconds(6));
        assertEquals("2.0", value(COMPENSATION));
    }

    @Test
    void aWrongControlDoesNotKeepOthersFromBeingSet() {
        profiles.put(profile("evening", "17:00..20:00", Map.of(MODE, "sideways", COMPENSATION, "2")));
        time.run(Duration.ofSeconds(1));
        assertEquals("2.0", value(COMPENSATION));
    }

    @Test
    void aCameraThatComesBackGetsTheControls() {
        profiles.put(profile("evening", "17:00..20:00", Map.of(COMPENSATION, "2")));
        time.run(Duration.ofSeconds(1));
        profiles.removeCamera(camera.camera());
        capture.setControl(COMPENSATION, "1");
        profiles.addCamera(camera.camera());
        time.run(Duration.ofSeconds(1));
        assertEquals("2.0", value(COMPENSATION));
    }
}
