package org.obscura.camera.v4l2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.support.v4l2.ControlAccess;
import org.obscura.camera.support.v4l2.ControlState;
import org.obscura.camera.support.v4l2.Ioctl;
import org.obscura.camera.support.v4l2.KernelException;

class ControlStateTest {
    private static final int BRIGHTNESS = 0x980900;
    private static final int WHITE_BALANCE_AUTO = 0x98090c;
    private static final int OWN = 0x98090d;
    private static final int TEMPERATURE = 0x98091a;

    private final FakeCamera camera = new FakeCamera();
    private final List<String> reported = new ArrayList<>();
    private ControlState state;

    @BeforeEach
    void open() throws Exception {
        camera.values.putAll(Map.of(BRIGHTNESS, 50L, WHITE_BALANCE_AUTO, 1L, OWN, 20L, TEMPERATURE, 4000L));
        reopen();
    }

    private void reopen() throws Exception {
        ControlAccess access = new ControlAccess(new VideoNode(camera, "/dev/video0"));
        state = new ControlState(access, access.list(), reported::add);
    }

    private CameraException refused(String key, Object value) {
        CameraException e = assertThrows(CameraException.class, () -> state.apply(Map.of(key, value)));
        assertEquals(Reason.NOT_SUPPORTED, e.getReason());
        assertTrue(e.getMessage().contains(key), e.getMessage());
        return e;
    }

    @Test
    void sameValues_writeNothing() throws Exception {
        assertFalse(state.apply(Map.of("image.brightness", 50.0)));
        assertTrue(state.apply(Map.of("image.brightness", 60.0)));
        assertFalse(state.apply(Map.of("image.brightness", 60.0)));
        assertEquals(List.of("980900=60"), camera.written);
    }

    @Test
    void whatASetDoesNotHave_becomesWhatWasFound() throws Exception {
        state.apply(Map.of("image.brightness", 60.0, "v4l2.control_98090d", 40.0));
        state.apply(Map.of("v4l2.control_98090d", 40.0));
        assertEquals(50L, camera.values.get(BRIGHTNESS));
        assertEquals(40L, camera.values.get(OWN));
        state.apply(Map.of());
        assertEquals(20L, camera.values.get(OWN));
    }

    @Test
    void modes_areManualBeforeValuesAndAutomaticAfter() throws Exception {
        state.apply(Map.of("white-balance.temperature", 5600, "white-balance.mode", "manual"));
        assertEquals(List.of("98090c=0", "98091a=5600"), camera.written);
        camera.written.clear();
        state.apply(Map.of());
        assertEquals(List.of("98091a=4000", "98090c=1"), camera.written);
    }

    @Test
    void valueThatAnAutomaticModeRules_isRefusedWithTheModeToSet() {
        assertTrue(refused("white-balance.temperature", 5600).getMessage().contains("white-balance.mode=manual"));
        assertEquals(List.of(), camera.written);
    }

    @Test
    void valueOutOfRange_isRefusedWithTheRange() {
        assertTrue(refused("image.brightness", 100.6).getMessage().contains("0 to 100"));
        assertTrue(refused("image.brightness", Double.NaN).getMessage().contains("NaN"));
        refused("image.brightness", "bright");
        refused("no.such", 1.0);
        assertEquals(List.of(), camera.written);
    }

    @Test
    void valueBetweenSteps_becomesTheNearest() throws Exception {
        state.apply(Map.of("v4l2.control_98090d", 26.0));
        assertEquals(30L, camera.values.get(OWN));
        assertEquals(30.0, state.values().get("v4l2.control_98090d"));
    }

    @Test
    void valueThatAModeRules_isNotToldAsUsed() throws Exception {
        assertNull(state.values().get("white-balance.temperature"));
        state.apply(Map.of("white-balance.mode", "manual"));
        assertEquals(4000, state.values().get("white-balance.temperature"));
    }

    @Test
    void refusalOfTheDriver_isExplained() {
        camera.refusals.put(Ioctl.S_EXT_CTRLS, KernelException.EACCES);
        assertTrue(refused("image.brightness", 60.0).getMessage().contains("automatic mode"));
    }

    /** With a driver without events, the backend reads what was set. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void changeByAnotherProgram_isReportedAndStaysForNextSets(boolean events) throws Exception {
        if (!events) {
            camera.refusals.put(Ioctl.SUBSCRIBE_EVENT, KernelException.ENOTTY);
            reopen();
        }
        state.apply(Map.of("image.brightness", 60.0));
        camera.setByOther(BRIGHTNESS, 77);
        camera.written.clear();
        state.apply(Map.of());
        assertEquals(List.of(), camera.written);
        assertEquals(77.0, state.values().get("image.brightness"));
        assertEquals(1, reported.size(), reported.toString());
        assertTrue(reported.get(0).contains("image.brightness") && reported.get(0).contains("77"), reported.toString());
    }

    @Test
    void setThatAnotherProgramChanged_isAppliedAgainForTheRequestAndThenAsThatProgramLeftIt() throws Exception {
        state.apply(Map.of("image.brightness", 60.0));
        assertFalse(state.keep());
        camera.setByOther(BRIGHTNESS, 77);
        assertTrue(state.keep());
        assertEquals(60L, camera.values.get(BRIGHTNESS));
        assertFalse(state.keep());
        state.restore();
        assertEquals(77L, camera.values.get(BRIGHTNESS));
    }

    @Test
    void controlThatWasNotSet_isTheOneOfTheOtherProgram() throws Exception {
        state.apply(Map.of("image.brightness", 60.0));
        camera.setByOther(OWN, 30);
        assertFalse(state.keep());
        assertEquals(30.0, state.values().get("v4l2.control_98090d"));
        camera.setByOther(WHITE_BALANCE_AUTO, 0);
        assertEquals("manual", state.describe().stream().filter(control -> control.key().equals("white-balance.mode")).findFirst()
                .orElseThrow().value());
        state.restore();
        assertEquals(List.of(), reported);
    }

    @Test
    void restore_putsBackWhatWasFoundAndLeavesWhatAnotherProgramSet() throws Exception {
        state.apply(Map.of("image.brightness", 60.0, "v4l2.control_98090d", 40.0));
        camera.setByOther(OWN, 77);
        state.restore();
        assertEquals(50L, camera.values.get(BRIGHTNESS));
        assertEquals(77L, camera.values.get(OWN));
        assertTrue(reported.get(0).contains("v4l2.control_98090d") && reported.get(0).contains("77"), reported.toString());
    }
}
