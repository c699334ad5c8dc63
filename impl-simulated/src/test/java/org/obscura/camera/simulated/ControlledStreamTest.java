package org.obscura.camera.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.obscura.camera.ControlInfo;
import org.obscura.camera.ControlInfo.Trait;
import org.obscura.camera.ControlKeys;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraStream;

/** The controls of an open stream. */
class ControlledStreamTest extends DeviceTestBase {
    private static final Map<String, Object> MANUAL = Map.of(ControlKeys.EXPOSURE_MODE, "manual", ControlKeys.EXPOSURE_TIME,
            Duration.ofMillis(5), ControlKeys.EXPOSURE_GAIN, 2.0);

    private static Set<Trait> traits(List<ControlInfo> infos, String key) {
        return infos.stream().filter(info -> info.key().equals(key)).findFirst().orElseThrow().traits();
    }

    @Test
    void theSetIsWholeAndTheDescriptionsFollow() throws CameraException {
        SimulatedDevice device = device();
        assertEquals(Set.of(Trait.INACTIVE), traits(device.getControls(), ControlKeys.EXPOSURE_TIME));
        try (CameraStream stream = device.open(null)) {
            stream.apply(MANUAL);
            assertEquals(Set.of(), traits(stream.getControls(), ControlKeys.EXPOSURE_TIME));
            assertEquals(Set.of(Trait.INACTIVE), traits(stream.getControls(), ControlKeys.EXPOSURE_COMPENSATION));
            assertEquals(2.0, stream.nextFrame(SECOND).getControls().get(ControlKeys.EXPOSURE_GAIN));
            stream.apply(Map.of(ControlKeys.ZOOM, 2.0));
            Map<String, Object> used = stream.nextFrame(SECOND).getControls();
            assertEquals(1.0, used.get(ControlKeys.EXPOSURE_GAIN));
            assertEquals(ControlValues.NORMAL_TIME, used.get(ControlKeys.EXPOSURE_TIME));
            stream.apply(Map.of());
            assertEquals(Map.of(), stream.nextFrame(SECOND).getControls());
        }
    }

    @Test
    void framesPassUntilChangedControlsTakeEffect() throws CameraException {
        try (CameraStream stream = device("settle.frames", 3).open(null)) {
            long before = stream.nextFrame(SECOND).getSequence();
            stream.apply(MANUAL);
            assertEquals(before + 4, stream.nextFrame(SECOND).getSequence());
            assertEquals(before + 5, stream.nextFrame(SECOND).getSequence());
        }
    }
}
