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
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.obscura.camera.ControlInfo;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.support.v4l2.Control;
import org.obscura.camera.support.v4l2.Control.Type;
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

    @Test
    void valueThatAModeOfAnotherProgramRules_isLeftToTheCamera() throws Exception {
        state.apply(Map.of("white-balance.mode", "manual", "white-balance.temperature", 5000));
        state.apply(Map.of("white-balance.mode", "manual", "white-balance.temperature", 5000, "image.brightness", 60.0));
        camera.setByOther(WHITE_BALANCE_AUTO, 1);
        camera.refusedControls.put(TEMPERATURE, KernelException.EACCES);
        assertTrue(state.apply(Map.of("image.brightness", 70.0)));
        assertEquals(70L, camera.values.get(BRIGHTNESS));
        state.restore();
        assertEquals(List.of(50L, 1L, 5000L), List.of(camera.values.get(BRIGHTNESS), camera.values.get(WHITE_BALANCE_AUTO),
                camera.values.get(TEMPERATURE)));
        assertEquals(1, reported.size(), reported::toString); // that another program has changed the mode
    }

    @Test
    void valueWhoseModeCannotBeRead_isSetAllTheSame() throws Exception {
        camera.unreadableControl = WHITE_BALANCE_AUTO;
        reopen();
        assertTrue(reported.get(0).startsWith("The control white-balance.mode cannot be read"), reported::toString);
        assertTrue(state.apply(Map.of("white-balance.temperature", 5000)));
        assertEquals(5000L, camera.values.get(TEMPERATURE));
        assertNull(state.values().get("white-balance.temperature"), "the camera may have chosen another one");
        state.restore();
        assertEquals(4000L, camera.values.get(TEMPERATURE));
    }

    @ParameterizedTest
    @ValueSource(ints = {KernelException.ETIMEDOUT, KernelException.EPROTO})
    void cameraThatDoesNotAnswer_doesNotRefuse(int errno) {
        camera.refusals.put(Ioctl.S_EXT_CTRLS, errno);
        CameraException e = assertThrows(CameraException.class, () -> state.apply(Map.of("image.brightness", 60.0)));
        assertEquals(Reason.FAILED, e.getReason());
        assertEquals("The camera does not answer to image.brightness=60: S_EXT_CTRLS: refused (errno " + errno
                + "). Check the cable and the supply of the USB hub, or plug it in again", e.getMessage());
    }

    @Test
    void cameraThatAnswersWithAFault_refuses() {
        camera.refusals.put(Ioctl.S_EXT_CTRLS, KernelException.EIO);
        assertTrue(refused("image.brightness", 60.0).getMessage().startsWith("The camera refuses image.brightness=60: S_EXT_CTRLS: "));
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

    private List<String> keys() throws Exception {
        return state.describe().stream().map(ControlInfo::key).toList();
    }

    @Test
    void controlThatCannotBeRestored_hindersNoOther() throws Exception {
        state.apply(Map.of("image.brightness", 60.0, "white-balance.mode", "manual", "v4l2.control_98090d", 40.0));
        camera.refusedControls.put(BRIGHTNESS, KernelException.EBUSY);
        state.restore();
        assertEquals(Map.of(BRIGHTNESS, 60L, WHITE_BALANCE_AUTO, 1L, OWN, 20L, TEMPERATURE, 4000L), camera.values);
        assertEquals(List.of("The control image.brightness is not as it was found: S_EXT_CTRLS: refused (errno 16)"), reported);
    }

    @Test
    void cameraThatDoesNotAnswer_isNotAskedToRestoreMore() throws Exception {
        state.apply(Map.of("image.brightness", 60.0, "v4l2.control_98090d", 40.0));
        camera.refusedControls.putAll(Map.of(BRIGHTNESS, KernelException.ETIMEDOUT, OWN, KernelException.ETIMEDOUT));
        state.restore();
        assertEquals(1, reported.size(), reported.toString());
    }

    /** Some cameras refuse to answer about a control that they say to have. */
    @ParameterizedTest
    @ValueSource(ints = {BRIGHTNESS, WHITE_BALANCE_AUTO, TEMPERATURE})
    void controlThatIsRefused_hidesNoOther(int silent) throws Exception {
        List<String> all = keys();
        camera.silentControl = silent;
        reopen();
        assertEquals(all.stream().filter(key -> !key.equals(silent == BRIGHTNESS ? "image.brightness"
                : silent == TEMPERATURE ? "white-balance.temperature" : "white-balance.mode")).toList(), keys());
    }

    @ParameterizedTest
    @ValueSource(ints = {KernelException.ETIMEDOUT, KernelException.ENODEV})
    void cameraThatDoesNotAnswer_isNotOneWithoutControls(int errno) {
        camera.refusals.put(Ioctl.QUERY_EXT_CTRL, errno);
        assertThrows(KernelException.class, () -> new ControlAccess(new VideoNode(camera, "/dev/video0")).list());
    }

    private static Control control(Type type, String name, long min, long max, Map<Long, String> menu) {
        return new Control(OWN, type, name, min, max, 1, min, 0, menu);
    }

    static List<Control> controlsWithoutSense() {
        return List.of(control(Type.MENU, "Without items", 0, 3, Map.of()), control(Type.INTEGER, "Without range", 1, 0, Map.of()),
                control(Type.STRING, "Without end", 0, Integer.MAX_VALUE, Map.of()),
                control(Type.STRING, "Of less than nothing", 0, -5, Map.of()));
    }

    @ParameterizedTest
    @MethodSource("controlsWithoutSense")
    void controlWithoutSense_hidesNoOther(Control nonsense) throws Exception {
        camera.described.put(OWN, nonsense);
        reopen();
        assertTrue(keys().containsAll(List.of("image.brightness", "white-balance.mode", "white-balance.temperature")), keys().toString());
        assertEquals(List.of(), reported);
    }

    @Test
    void secondControlOfAName_isLeftOut() throws Exception {
        camera.values.put(OWN + 1, 1L);
        camera.described.put(OWN, control(Type.INTEGER, "Own", 0, 100, Map.of()));
        camera.described.put(OWN + 1, control(Type.MENU, "Own", 0, 1, Map.of(0L, "no", 1L, "yes")));
        reopen();
        assertEquals(1, keys().stream().filter("v4l2.own"::equals).count(), keys().toString());
        assertEquals(20.0, state.describe().stream().filter(each -> each.key().equals("v4l2.own")).findFirst().orElseThrow().value());
    }

    /** Drivers keep what an automatic mode chose last. */
    @Test
    void valueThatAModeRuledMeanwhile_isPutBackAfterTheMode() throws Exception {
        camera.values.put(WHITE_BALANCE_AUTO, 0L);
        reopen();
        state.apply(Map.of("white-balance.mode", "auto"));
        camera.setByOther(TEMPERATURE, 5000); // the camera itself
        assertEquals("auto", state.values().get("white-balance.mode"));
        state.apply(Map.of());
        assertEquals(4000, state.values().get("white-balance.temperature"));
        state.apply(Map.of("white-balance.mode", "auto"));
        camera.values.put(TEMPERATURE, 5100L); // without an event
        state.restore();
        assertEquals(Map.of(WHITE_BALANCE_AUTO, 0L, TEMPERATURE, 4000L),
                Map.of(WHITE_BALANCE_AUTO, camera.values.get(WHITE_BALANCE_AUTO), TEMPERATURE, camera.values.get(TEMPERATURE)));
        assertEquals(List.of(), reported);
    }
}
