package org.obscura.camera.shell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.junit.jupiter.api.Test;

class CommandSpecTest {

    /** Carries the annotations that are read. */
    public static class Sample {
        @Descriptor("Does something")
        public void sample(CommandSession session,
                @Descriptor("a flag") @Parameter(names = {"-f", "--flag"}, presentValue = "true", absentValue = "false") boolean flag,
                @Descriptor("a time") @Parameter(names = {"-t", "--time"}, absentValue = "") @Label("TIME") Duration time,
                @Descriptor("many") @Parameter(names = {"-m", "--many"}, absentValue = "") @Label("EACH") String[] each,
                @Descriptor("a thing") @Label("THING") String thing, @Descriptor("another") @Label("OTHER") Optional<String> other) {
            // never called
        }
    }

    private final CommandSpec syntax;

    CommandSpecTest() throws NoSuchMethodException {
        syntax = CommandSpec.of("camera",
                Sample.class.getMethod("sample", CommandSession.class, boolean.class, Duration.class, String[].class,
                        String.class, Optional.class));
    }

    @Test
    void readsOptionsBetweenArguments() {
        Object[] values = read("one", "-m", "a=b", "--flag", "--many=c", "-t", "1.5s", "two");
        assertEquals(true, values[1]);
        assertEquals(Duration.ofMillis(1500), values[2]);
        assertArrayEquals(new String[] {"a=b", "c"}, (String[]) values[3]);
        assertEquals("one", values[4]);
        assertEquals(Optional.of("two"), values[5]);
    }

    /** A command that chooses its camera by an option. */
    public static class Shot {
        @Descriptor("Takes an image")
        public void shot(CommandSession session,
                @Descriptor("the camera") @Parameter(names = {"-c", "--camera"}, absentValue = "") @Label("CAMERA") String camera) {
            // never called
        }
    }

    @Test
    void wordTooMany_namesTheOptionForACamera() throws Exception {
        CommandSpec shot = CommandSpec.of("camera", Shot.class.getMethod("shot", CommandSession.class, String.class));
        assertEquals("'left' is one word too many: camera:shot [options]; --camera chooses a camera",
                assertThrows(IllegalArgumentException.class, () -> shot.read(null, List.of("left"))).getMessage());
    }

    @Test
    void leavesOutWhatIsNotGiven() {
        Object[] values = read("one");
        assertEquals(false, values[1]);
        assertNull(values[2]);
        assertArrayEquals(new String[0], (String[]) values[3]);
        assertEquals(Optional.empty(), values[5]);
    }

    @Test
    void takesWordsAsTheyAreAfterTwoDashes() {
        assertEquals("-f", read("--", "-f")[4]);
        assertFalse(syntax.isHelpRequested(List.of("--", "--help")));
        assertTrue(syntax.isHelpRequested(List.of("one", "--help")));
    }

    @Test
    void knowsTheUnitsOfTime() {
        assertEquals(Duration.ofMillis(500), read("x", "-t", "500")[2]);
        assertEquals(Duration.ofMillis(500), read("x", "-t", "500ms")[2]);
        assertEquals(Duration.ofMinutes(2), read("x", "-t", "2m")[2]);
        assertEquals(Duration.ofHours(1), read("x", "-t", "1h")[2]);
        assertTrue(error("x", "-t", "soon").startsWith("'soon' is not a time for --time"));
    }

    @Test
    void knowsWhichParameterTheNextWordIs() {
        assertEquals("THING", next());
        assertEquals("OTHER", next("one", "--flag"));
        assertEquals("TIME", next("one", "-t"));
        assertEquals("OTHER", next("-t", "1s", "one"));
        assertEquals("OTHER", next("--", "-t"));
        assertEquals("none", next("one", "two"));
    }

    private String next(String... before) {
        return next(syntax, before);
    }

    private static String next(CommandSpec spec, String... before) {
        List<CommandSpec.Slot> slots = spec.next(List.of(before));
        return slots.isEmpty() ? "none" : slots.stream().map(CommandSpec.Slot::label).collect(Collectors.joining(" or "));
    }

    /** A command whose first argument may be left out. */
    public static class FirstOptional {
        @Descriptor("Does something")
        public void sample(CommandSession session, @Descriptor("a camera") @Label("CAMERA") Optional<String> camera,
                @Descriptor("a device") @Label("DEVICE") String device) {
            // never called
        }
    }

    @Test
    void anArgumentBeforeARequiredOneMayBeLeftOut() throws NoSuchMethodException {
        CommandSpec spec = CommandSpec.of("camera",
                FirstOptional.class.getMethod("sample", CommandSession.class, Optional.class, String.class));
        assertArrayEquals(new Object[] {null, Optional.empty(), "one"}, spec.read(null, List.of("one")));
        assertArrayEquals(new Object[] {null, Optional.of("one"), "two"}, spec.read(null, List.of("one", "two")));
        assertEquals("DEVICE is missing: camera:sample [CAMERA] DEVICE",
                assertThrows(IllegalArgumentException.class, () -> spec.read(null, List.of())).getMessage());
        assertEquals("'c' is one word too many: camera:sample [CAMERA] DEVICE",
                assertThrows(IllegalArgumentException.class, () -> spec.read(null, List.of("a", "b", "c"))).getMessage());
        assertEquals("CAMERA or DEVICE", next(spec));
        assertEquals("DEVICE", next(spec, "one"));
        assertEquals("none", next(spec, "one", "two"));
    }

    @Test
    void saysWhatIsWrong() {
        assertEquals("THING is missing: camera:sample [options] THING [OTHER]", error());
        assertEquals("'c' is one word too many: camera:sample [options] THING [OTHER]", error("a", "b", "c"));
        assertEquals("camera:sample has no option '--colour'; its options are -f, --flag, -t, --time, -m, --many: "
                + "camera:sample [options] THING [OTHER]", error("--colour"));
        assertEquals("camera:sample has no option '--tmie'; did you mean --time?", error("--tmie"));
        assertEquals("The option -m needs a value: -m EACH", error("a", "-m"));
        assertEquals("The option --flag takes no value, but '--flag=no' gives one", error("a", "--flag=no"));
        assertEquals("The option --time is given twice: '1s' and '2s'", error("a", "-t", "1s", "--time", "2s"));
    }

    @Test
    void explainsItself() {
        assertEquals("""
                Does something

                  camera:sample [options] THING [OTHER]

                  THING            a thing
                  OTHER            another
                  -f, --flag       a flag
                  -t, --time TIME  a time
                  -m, --many EACH  many
                  --help, -h       shows this text
                """, syntax.help().replace(System.lineSeparator(), "\n"));
    }

    private Object[] read(String... words) {
        return syntax.read(null, List.of(words));
    }

    private String error(String... words) {
        return assertThrows(IllegalArgumentException.class, () -> read(words)).getMessage();
    }
}
