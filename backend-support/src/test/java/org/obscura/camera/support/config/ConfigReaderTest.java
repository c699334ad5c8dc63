package org.obscura.camera.support.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obscura.camera.Resolution;
import org.osgi.service.log.Logger;

class ConfigReaderTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @interface Config {
        String url();

        String format() default "jpeg";

        int quality() default 90;

        double frame_rate() default 30;

        boolean sync() default false;

        String device_timeout() default "10s";

        String[] sizes() default {"640x480", "320x240"};

        String _password();

        String webconsole_configurationFactory_nameHint() default "{url}";
    }

    enum Side {
        FRONT_FACE, BACK_FACE
    }

    private static ConfigReader reader(Map<String, ?> values) {
        return new ConfigReader(Config.class, values, Map.of());
    }

    private static List<String> logged(ConfigReader reader) {
        List<String> lines = new ArrayList<>();
        reader.log(lines::add);
        return lines;
    }

    private static Duration timeout(ConfigReader reader) {
        return reader.duration("device.timeout", Duration.ZERO, Duration.ofDays(1), SECOND);
    }

    @Test
    void mistakesAreWarningsOfTheLog() {
        ConfigReader reader = reader(Map.of("quality", "best", "formt", "png"));
        reader.integer("quality", 1, 100);
        List<String> lines = new ArrayList<>();
        reader.log((Logger) Proxy.newProxyInstance(Logger.class.getClassLoader(), new Class<?>[] {Logger.class},
                (self, method, arguments) -> lines.add(method.getName() + " " + arguments[1])));
        assertEquals(logged(reader).stream().map(line -> "warn " + line).toList(), lines);
        assertEquals(2, lines.size(), lines.toString());
    }

    @Test
    void misspeltSecretIsNamedWithoutItsValueAndOtherPrivateKeysAreNot() {
        String logged = logged(reader(Map.of(".pasword", "s3cret", ".of.another", "x"))).toString();
        assertTrue(logged.contains("'.pasword' is unknown; did you mean '.password'?"), logged);
        assertFalse(logged.contains("s3cret") || logged.contains("of.another"), logged);
    }

    @Test
    void keysAndDefaultsAreThoseOfTheAnnotation() {
        assertEquals(Set.of("url", "format", "quality", "frame.rate", "sync", "device.timeout", "sizes", ".password"),
                ConfigReader.defaults(Config.class).keySet());
        ConfigReader reader = reader(Map.of("format", " "));
        assertEquals("", reader.text("url"));
        assertEquals("jpeg", reader.text("format"));
        assertEquals(90, reader.integer("quality", 1, 100));
        assertEquals(30, reader.decimal("frame.rate", 0, 100, ""));
        assertEquals(false, reader.flag("sync"));
        assertEquals(Duration.ofSeconds(10), timeout(reader));
        assertEquals(List.of("640x480", "320x240"), reader.texts("sizes"));
        assertEquals(List.of(), logged(reader));
        assertThrows(IllegalStateException.class, () -> reader.text("no.such.key"));
    }

    @Test
    void textAndTypesAreReadAlike() {
        for (Map<String, Object> values : List.<Map<String, Object>>of(
                Map.of("quality", " 7 ", "frame.rate", "1.5", "sync", "TRUE", "sizes", "1x1, 2x2", "url", "a,b"),
                Map.of("quality", 7, "frame.rate", 1.5, "sync", true, "sizes", new String[] {"1x1", "2x2"}, "url", "a,b"),
                Map.of("quality", 7L, "frame.rate", 1.5f, "sync", new boolean[] {true}, "sizes", List.of("1x1", "2x2"), "url",
                        List.of("a,b")))) {
            ConfigReader reader = reader(values);
            assertEquals(7, reader.integer("quality", 1, 100));
            assertEquals(1.5, reader.decimal("frame.rate", 0, 100, ""));
            assertTrue(reader.flag("sync"));
            assertEquals(List.of("1x1", "2x2"), reader.texts("sizes"));
            assertEquals("a,b", reader.text("url"));
            assertEquals(List.of(), logged(reader));
        }
    }

    @Test
    void aCommaBeginsThePairOnlyBeforeANameAndASeparator() {
        for (Object value : List.of("zoom=2, region=1,2,3,4 ,  title=Hello, world,",
                new String[] {"zoom=2", "region=1,2,3,4", "title=Hello, world"},
                List.of("zoom=2, region=1,2,3,4", "title=Hello, world"))) {
            assertEquals(List.of("zoom=2", "region=1,2,3,4", "title=Hello, world"), reader(Map.of("url", value)).pairs("url", '='));
        }
        assertEquals(List.of("Accept: a/b, c/d", "X-Id: 7"), reader(Map.of("url", "Accept: a/b, c/d, X-Id: 7")).pairs("url", ':'));
        assertEquals(List.of("zoom", "a=1"), reader(Map.of("url", "zoom,,a=1")).pairs("url", '='));
        assertEquals(List.of(), reader(Map.of("url", " , ")).pairs("url", '='));
        assertEquals(List.of(), reader(Map.of()).pairs("url", '='));
    }

    @Test
    void anEmptyCollectionIsTheDefault() {
        ConfigReader reader = reader(Map.of("format", new String[0], "sizes", List.of()));
        assertEquals("jpeg", reader.text("format"));
        assertEquals(List.of("640x480", "320x240"), reader.texts("sizes"));
    }

    @Test
    void everyMistakeIsOneLineWithWhatWouldBeRight() {
        ConfigReader reader = reader(Map.of("service.pid", "p~front", "quality", "0", "frame.rate", "NaN", "sync", "yes", "device.timeout",
                "soon", "formt", "png", "format", new String[] {"png", "tiff"}));
        assertEquals(90, reader.integer("quality", 1, 100));
        assertEquals(30, reader.decimal("frame.rate", 0, 100, "frames per second"));
        assertEquals(false, reader.flag("sync"));
        assertEquals(Duration.ofSeconds(10), timeout(reader));
        assertEquals("jpeg", reader.text("format"));
        assertEquals(List.of("Configuration p~front: quality=0 is wrong; it must be a whole number from 1 to 100",
                "Configuration p~front: frame.rate=NaN is wrong; it must be a number of frames per second from 0 to 100",
                "Configuration p~front: sync=yes is wrong; it must be true or false",
                "Configuration p~front: device.timeout=soon is wrong; it must be a duration from 0s to 1d, such as 500ms or 10s",
                "Configuration p~front: format has 2 values (png, tiff) but takes one",
                "Configuration p~front: 'formt' is unknown; did you mean 'format'?"), logged(reader));
    }

    @Test
    void theValueInForceTakesThePlaceOfAWrongOne() {
        ConfigReader first = reader(Map.of("quality", 50, "device.timeout", "3s"));
        first.integer("quality", 1, 100);
        timeout(first);
        ConfigReader second = new ConfigReader(Config.class, Map.of("quality", "best", "device.timeout", List.of("1s", "2s")),
                first.accepted());
        assertEquals(50, second.integer("quality", 1, 100));
        assertEquals(Duration.ofSeconds(3), timeout(second));
        assertEquals(2, second.errors().size());
        ConfigReader third = new ConfigReader(Config.class, Map.of("quality", "101"), second.accepted());
        assertEquals(50, third.integer("quality", 1, 100));
        assertEquals(Duration.ofSeconds(10), timeout(third), "an absent value is the default");
    }

    @Test
    void aKeyThatRestrictsHasAnotherValueThanItsDefaultInPlaceOfAWrongOne() {
        ConfigReader reader = reader(Map.of("url", "x"));
        assertEquals("nothing", reader.read("url", text -> {
            throw new IllegalArgumentException("it has no colon");
        }, "a URL", () -> "nothing"));
        assertEquals(List.of("url=x is wrong; it must be a URL: it has no colon"), reader.errors());
    }

    @Test
    void aNumberWithoutAUnitIsAcceptedWithAWarning() {
        ConfigReader reader = reader(Map.of("device.timeout", 1.5));
        assertEquals(Duration.ofMillis(1500), timeout(reader));
        assertEquals(List.of("Configuration Config: device.timeout=1.5 has no unit and is taken as 1500ms; write device.timeout=1500ms"),
                logged(reader));
        assertEquals(List.of(), reader.errors());
        ConfigReader zero = reader(Map.of("device.timeout", 0));
        assertEquals(Duration.ZERO, timeout(zero));
        assertEquals(List.of(), logged(zero));
    }

    private static String notOld(String name, String text) {
        if (text.startsWith("old")) {
            throw new IllegalArgumentException("it must not be old");
        }
        return text;
    }

    @Test
    void aPairInForceThatIsWrongByNowIsLeftOut() {
        ConfigReader first = reader(Map.of("url", "a=old, b=2"));
        first.pairs("url", (name, text) -> text, "a pair");
        ConfigReader second = new ConfigReader(Config.class, Map.of("url", "a=older, b=old"), first.accepted());
        assertEquals(Map.of("b", "2"), second.pairs("url", ConfigReaderTest::notOld, "a pair"));
        assertEquals(List.of(
                "url: 'a=older' is wrong; it must not be old; it is left out, and so is a=old, which was in force and is wrong by now",
                "url: 'b=old' is wrong; it must not be old; b=2 stays in force"), second.errors());
    }

    @Test
    void aStrictConfigurationDoesNotSayWhatCountsInPlaceOfAWrongValue() {
        ConfigReader reader = ConfigReader.strict(Config.class, Map.of("url", "a=old", "sizes", "x"));
        reader.pairs("url", ConfigReaderTest::notOld, "a pair");
        reader.list("sizes", Resolution::parse, "a size such as 1280x720", List.of());
        assertEquals("url: 'a=old' is wrong; it must not be old", reader.errors().get(0));
        assertTrue(reader.errors().get(1).endsWith("it must be a size such as 1280x720"), reader.errors()::toString);
    }

    private static List<Integer> numbers(ConfigReader reader) {
        return reader.list("sizes", text -> Integer.valueOf(text.replace("x480", "").replace("x240", "")), "a number", List.of());
    }

    @Test
    void ofAListTheRightElementsCountElseTheListInForceElseTheDefault() {
        ConfigReader first = reader(Map.of("sizes", "1, one, 2, two, 1"));
        assertEquals(List.of(1, 2), numbers(first));
        assertEquals(List.of("sizes: 'one', 'two' are wrong; each must be a number; sizes=1, 2 is in force"), first.errors());
        ConfigReader second = new ConfigReader(Config.class, Map.of("sizes", "one"), first.accepted());
        assertEquals(List.of(1, 2), numbers(second));
        assertEquals(List.of("sizes: 'one' is wrong; it must be a number; sizes=1, 2 is still in force"), second.errors());
        ConfigReader fresh = reader(Map.of("sizes", "one"));
        assertEquals(List.of(640, 320), numbers(fresh));
        assertEquals(List.of("sizes: 'one' is wrong; it must be a number; sizes=640x480, 320x240 is in force by default"), fresh.errors());
        ConfigReader absent = new ConfigReader(Config.class, Map.of(), first.accepted());
        assertEquals(List.of(640, 320), numbers(absent), "an absent list is the default");
        assertEquals(List.of(), absent.errors());
    }

    @Test
    void aListThatRestrictsIsReplacedByNothing() {
        ConfigReader reader = reader(Map.of("sizes", "one"));
        assertEquals(List.of(), reader.list("sizes", Integer::valueOf, "a number", "nothing is allowed"));
        assertEquals(List.of("sizes: 'one' is wrong; it must be a number; nothing is allowed"), reader.errors());
    }

    @Test
    void theSummaryHasTheWordsOfTheLog() {
        ConfigReader reader = reader(Map.of("service.pid", "p", "quality", "best", "formt", "png", "device.timeout", "3"));
        reader.integer("quality", 1, 100);
        timeout(reader);
        assertEquals("Configuration p: quality=best is wrong; it must be a whole number from 1 to 100; 'formt' is unknown; did you mean "
                + "'format'?", reader.summary());
        assertEquals(3, reader.sentences().size());
        assertEquals("", reader(Map.of()).summary());
    }

    @Test
    void keysOfTheFrameworkAreNotUnknown() {
        assertEquals(List.of(), logged(reader(Map.of("service.pid", "x", "component.id", 3L, "felix.fileinstall.filename", "file:/x.cfg",
                ".secret", 1, "webconsole.x", 1, "camera.backend", "ip"))));
        assertTrue(logged(reader(Map.of("colour", 1))).get(0).endsWith("'colour' is unknown; known are .password, device.timeout, format, "
                + "frame.rate, quality, sizes, sync, url"));
    }

    @Test
    void aSecretIsNotLogged() {
        ConfigReader reader = reader(Map.of(".password", new String[] {"swordfish", "1"}));
        assertEquals("", reader.text(".password"));
        assertEquals(List.of(".password has 2 values (***) but takes one"), reader.errors());
    }

    @Test
    void utf8ThatWasReadAsLatin1IsReported() {
        String umlaut = new String("Bilder \u00fc".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        List<String> lines = logged(reader(Map.of("felix.fileinstall.filename", "file:/conf/c-front.cfg", "url", umlaut)));
        assertEquals(1, lines.size());
        assertTrue(lines.get(0).startsWith("Configuration c-front.cfg: url=" + umlaut) && lines.get(0).contains("'Bilder \u00fc'")
                && lines.get(0).contains("felix.fileinstall.configEncoding=UTF-8"), lines.get(0));
        assertEquals(List.of(), logged(reader(Map.of("felix.fileinstall.filename", "file:/conf/c-front.cfg", "url", "Bilder \u00fc"))));
    }

    @Test
    void aChoiceIsTheNameOfAConstant() {
        for (String text : List.of("back-face", "BACK_FACE", "Back-Face")) {
            assertEquals(Side.BACK_FACE, reader(Map.of("url", text)).choice("url", Side.class));
        }
        ConfigReader reader = reader(Map.of("format", "up"));
        assertThrows(IllegalArgumentException.class, () -> reader.choice("format", Side.class), "the default is no constant either");
        assertEquals(List.of("format=up is wrong; it must be front-face or back-face"), reader.errors());
    }

    @ParameterizedTest
    @CsvSource({"a.b~front, , front", "a.b.1-2-3, file:/srv/conf/a.b-front.cfg, front", "a.b.1-2-3, , 1-2-3", "a.b~x y, , x y", "a.b, , ''",
            "a.b.1-2, file:/srv/conf/a.b~my-cam.cfg.json, my-cam", "a.b.1-2, C:\\conf\\a.b-front.config, front", "a.bc, , ''",
            "a.b~x, file:/srv/conf/a.b-T%C3%BCr%20%252F.cfg, Tür %2F", "a.b~x, file:/srv/conf/a.b-Tür.cfg, Tür",
            "a.b~x, file:/srv/conf/a.b-a b.cfg, a b"})
    void theNameOfAConfigurationIsThatOfItsFileOrPid(String pid, String file, String expected) {
        assertEquals(expected, ConfigName.instance("a.b", file == null ? Map.of("service.pid", pid)
                : Map.of("service.pid", pid, "felix.fileinstall.filename", file)));
    }
}
