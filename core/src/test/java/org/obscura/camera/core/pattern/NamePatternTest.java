package org.obscura.camera.core.pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamePatternTest {
    private static final Instant EXPOSED = Instant.parse("2026-11-27T23:08:07.123Z");

    private static PatternValues values(String camera, String device) {
        return PatternValues.of(camera, device, EXPOSED, ZoneOffset.UTC);
    }

    /** The path of the image with the number 7. */
    private static String path(String pattern, PatternValues values) {
        NamePattern parsed = NamePattern.parse(pattern);
        PatternName name = parsed.name(values);
        String number = name.digits() == 0 ? "" : String.format(Locale.ROOT, "%0" + name.digits() + "d", 7);
        return String.join("/", parsed.folders(values)) + (parsed.hasFolders() ? "/" : "") + name.before() + number + name.after();
    }

    @ParameterizedTest
    @CsvSource({"IMG_{counter:8}, IMG_00000007", "{date:yyyy-MM-dd}/{camera}-{time:HHmmss}-{counter:3}, 2026-11-27/front-230807-007",
            "{date}, 2026-11-27", "{time}, 230807", "{date:yyyy/MM/dd}/x-{counter}, 2026/11/27/x-7", "{time:HHmmssSSS}, 230807123",
            "{{{camera}}}, {front}", "a{{b}}c, a{b}c", "{device}-{camera}, usb_1-front", "{date:YYYY-'W'ww EEE MMM}, 2026-W48 Fri Nov"})
    void fieldsAreReplaced(String pattern, String path) {
        assertEquals(path, path(pattern, values("front", "usb:1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "fa-IR", "hi-IN-u-nu-deva", "th-TH-u-ca-buddhist-nu-thai", "ja-JP-u-ca-japanese", "tr-TR"})
    void namesAreTheSameInEveryLocale(String language) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(language));
        try {
            assertEquals("2026-11-27-Nov-230807-007",
                    path("{date}-{date:MMM}-{time}-{counter:3}", values("front", "usb:1")));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void theZoneDecidesTheDay() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        assertEquals("2026-11-28/000807", path("{date}/{time}", PatternValues.of("a", "b", EXPOSED, berlin)));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE})
    void aDeviceWithAnImpossibleClockGetsTheTimeOfTheSystem(long millis) {
        String path = path("{date}", PatternValues.of("a", "b", Instant.ofEpochMilli(millis), ZoneOffset.UTC));
        assertTrue(path.matches("20\\d\\d-\\d\\d-\\d\\d"), path);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{dat}|at character 1: there is no field {dat}; did you mean {date}?",
            "x-{nothing}|at character 3: there is no field {nothing}; the fields are {date}, {time}, {camera}, {device}, {counter}, "
                    + "and {{ is a brace",
            "ab{date|at character 3: '{' is not followed by '}'; write a field such as {date}, or {{ for a brace",
            "date}|at character 5: a '}' without '{'; write }} for a brace",
            "{counter:0}|at character 1: '0' is no number of digits from 1 to 9; write {counter:3}",
            "{counter:12}|at character 1: '12' is no number of digits from 1 to 9; write {counter:3}",
            "{counter}-{counter}|at character 11: a second {counter}; a name has one",
            "{camera:3}|at character 1: {camera} takes nothing after its name, but has ':3'",
            "{date:}|at character 6: nothing follows the ':' of {date:}; write {date}, or {date:yyyy-MM-dd}",
            "{counter}/x|{counter} is in a folder; it can be in the name of the file alone",
            "{time:HHmm}{counter:3}|{counter} stands directly beside a date or time, so that their digits run together; "
                    + "write - or _ between them",
            "../{date}|'..' leads to another folder; write the names of folders alone",
            "/{date}|a '/' at the beginning or after another '/'; write FOLDER/NAME, below the folder of images",
            "a\\{date}|'\\' cannot be in a name on every system; write / between folders",
            "a:{date}|':' cannot be in a name on every system; leave it out, or use - or _"})
    void mistakesAreNamed(String pattern, String message) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, () -> NamePattern.parse(pattern)).getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{date:yyyy-bb}", "{time:HH:mm}", "{date:yyyy//MM}", "{time:'unclosed}", "{date:#}"})
    void mistakesInDatePatternsAreNamed(String pattern) {
        String message = assertThrows(IllegalArgumentException.class, () -> NamePattern.parse(pattern)).getMessage();
        assertTrue(
                message.startsWith("at character 1: '" + pattern.substring(6, pattern.length() - 1) + "' is no date or time pattern such "
                        + "as yyyy-MM-dd or HHmmss: "),
                message);
    }

    @Test
    void idsBecomeSafeNames() {
        Map.ofEntries(Map.entry("..", "__"), Map.entry(".", "_"), Map.entry("../../etc/passwd", "_._.._etc_passwd"),
                Map.entry("a/b\\c", "a_b_c"), Map.entry("CON", "_CON"), Map.entry("nul.x", "_nul.x"), Map.entry("com1", "_com1"),
                Map.entry("x.", "x_"), Map.entry(".hidden", "_hidden"), Map.entry("a\0\n\033[31mb", "a___[31mb"),
                Map.entry("a\u202egpj", "a_gpj"), Map.entry("*?<>|\":", "_______"), Map.entry("console", "console")).forEach((id, name) -> {
                    assertEquals(name, path("{camera}", values(id, "b")));
                    assertEquals(name + "/" + name, path("{device}/{camera}", values(id, id)));
                });
    }

    @Test
    void anIdThatHasNoVisibleCharacterIsAName() {
        assertEquals("_/x", path("{camera}/x", values(" ", "b")));
        assertEquals("_/x", path("{camera}/x", values("", "b")));
    }

    @Test
    void longIdsLeaveRoomForTheRestOfTheName() {
        String path = path("{camera}-{device}-{counter:3}", values("\u00e4".repeat(400), "d".repeat(400)));
        assertTrue(path.getBytes(java.nio.charset.StandardCharsets.UTF_8).length < 200, path);
        assertTrue(path.endsWith("-007"), path);
    }

    @Test
    void temporaryNamesAreNotUsed() {
        assertEquals("_obscura-x.tmp", path("{camera}", values(".obscura-x.tmp", "b")));
        assertEquals("_obscura-7", path(".obscura-{counter}", values("a", "b")));
    }

    @Test
    void namesOfOtherTimesCountTogether() {
        PatternName name = NamePattern.parse("{camera}-{date:d MMM}-{time:HHmmss}-{counter:3}").name(values("a.b", "c"));
        assertEquals("a.b-/d MMM/-/HHmmss/-", name.key());
        Pattern form = Pattern.compile(name.beforeForm() + "([0-9]{3,7})" + name.afterForm());
        assertTrue(form.matcher("a.b-1 May-000000-0012").matches());
        assertFalse(form.matcher("axb-1 May-000000-012").matches());
        assertFalse(form.matcher("a.b-1 May-x-012").matches());
    }

    @Test
    void suffixIsWhatFollowsTheLastDotOfTheEnd() {
        assertEquals("png", NamePattern.parse("{date}.x.png").suffix());
        assertEquals("", NamePattern.parse("{date}.{counter}").suffix());
        assertEquals("", NamePattern.parse(".{{}}").suffix());
        assertEquals(List.of("a"), NamePattern.parse("a/{date}/").folders(values("a", "b")).subList(0, 1));
        assertTrue(NamePattern.parse("a/{date}/").isFolder());
    }
}
