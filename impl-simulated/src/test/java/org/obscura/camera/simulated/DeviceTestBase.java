package org.obscura.camera.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.function.Executable;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.support.config.ConfigReader;

/** A test of devices whose time passes only while a thread waits. */
abstract class DeviceTestBase {
    static final Resolution SMALL = new Resolution(160, 120);
    static final Duration SECOND = Duration.ofSeconds(1);
    final JumpingClock time = new JumpingClock();
    /** What the device requested of its owner. */
    final List<String> asked = new ArrayList<>();

    static Settings settings(Object... keysAndValues) {
        Map<String, Object> config = new HashMap<>(Map.of("resolutions", "160x120,640x480", "frame.rate", 10));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            config.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return Settings.read(new ConfigReader(SimulatedCameraConfig.class, config, Map.of()), config);
    }

    SimulatedDevice device(Object... keysAndValues) {
        return device(time, keysAndValues);
    }

    SimulatedDevice device(TimeSource clock, Object... keysAndValues) {
        Settings s = settings(keysAndValues);
        return new SimulatedDevice(s, new TestPatternSource(s.identity().resolutions(), "test"), clock, new FaultInjector(),
                () -> asked.add("unplug"));
    }

    static CameraException failure(Reason reason, Executable call) {
        CameraException e = assertThrows(CameraException.class, call);
        assertEquals(reason, e.getReason(), e.getMessage());
        return e;
    }

    static Instant atMillis(long millis) {
        return JumpingClock.START.plusMillis(millis);
    }
}
