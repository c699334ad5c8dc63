package org.obscura.camera.trigger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obscura.camera.Region;
import org.obscura.camera.support.config.ConfigReader;

class TriggerSettingsTest {
    private static ConfigReader reader(Map<String, Object> config) {
        return new ConfigReader(TriggerConfig.class, config, Map.of());
    }

    @Test
    void readsTextAsFilesGiveIt() {
        ConfigReader reader = reader(Map.of("camera", "yard", "interval", "90s", "between", "sunrise..sunset+30m", "days", "MON-FRI, SUN",
                "latitude", "52.52", "longitude", "13.41", "missed", "catch-up", "quality", "80", "controls",
                "exposure.time=10ms, region=1,2,3,4, exposure.gain=2, exposure.mode=", "metadata", "Title=Quay, north, Author=A"));
        TriggerSettings settings = TriggerSettings.read(reader);
        assertEquals(List.of(), reader.errors());
        assertEquals(Duration.ofSeconds(90), settings.interval());
        assertEquals("every 90s, sunrise..sunset+30m, MON,TUE,WED,THU,FRI,SUN", settings.text());
        assertTrue(settings.catchUp());
        assertEquals(80, settings.options().quality());
        Map<String, Object> controls = new HashMap<>(Map.of("exposure.time", Duration.ofMillis(10), "region", new Region(1, 2, 3, 4),
                "exposure.gain", 2.0));
        controls.put("exposure.mode", null); // left to the device
        assertEquals(controls, settings.options().controls());
        assertEquals(Map.of("Title", "Quay, north", "Author", "A"), settings.options().metadata());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"interval|10|a duration with its unit", "interval|1ms|from 100ms", "cron|* * *|it has 3 fields",
            "times|25:00|no time such as 08:30", "times|08:00+30|the offset of '08:00+30' has no unit; 30 minutes are 30m",
            "before|1.5|a time up to 5m, such as 5s, or a number of frames up to 1000", "times|sunrise|'latitude' and 'longitude'",
            "topic|a b|a topic such as",
            "between|8-18|two times", "days|MO-XX|MON, TUE", "zone|Mars/Olympus|a time zone such as", "latitude|95|from -90 to 90",
            "filter|(a=b|LDAP filter", "quality|101|from 1 to 100", "metadata|Title|KEY=VALUE", "resolution|big|such as 1280x720",
            "cron|@dayly|with @ there are @hourly", "cron|\"0 7 * * *\"|write it without the quotes",
            "interval|10m # often|a comment needs a line of its own",
            "missed|never|skip or catch-up", "controls|exposure.time=abc|a time such as 10ms",
            "controls|exposure.tim=10ms|did you mean 'exposure.time'?", "controls|exposure.mod=|did you mean 'exposure.mode'?",
            "check|dark|any of black, blurred and cut", "check.brightness|0|from 1 to 255", "check.sharpness|0|from 0.1 to 100000"})
    void namesAWrongValueWithWhatWouldBeRight(String key, String value, String right) {
        Map<String, Object> config = new HashMap<>(Map.of("interval", "10s"));
        if (List.of("cron", "times", "topic").contains(key)) {
            config.clear();
        }
        config.put(key, value);
        ConfigReader reader = reader(config);
        TriggerSettings.read(reader);
        assertTrue(reader.errors().stream().anyMatch(error -> error.contains(key) && error.contains(right)), reader.errors()::toString);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = {"52,52|13.41|latitude=52,52 is wrong; it must be a number of degrees from -90 to 90, such as 13.41",
                    "52.52||'latitude' and 'longitude' belong together, but only one of them is set",
                    "||'times' has a time of the sun, which needs 'latitude' and 'longitude', such as 52.52 and 13.41"})
    void aWrongPlaceIsOneLine(String latitude, String longitude, String line) {
        ConfigReader reader = reader(Map.of("times", "sunrise", "latitude", latitude == null ? "" : latitude, "longitude",
                longitude == null ? "" : longitude));
        TriggerSettings.read(reader);
        assertEquals(List.of(line), reader.errors());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"cron|0 8 * * MON|days|TUE|cron=0 8 * * MON has no time in the window TUE",
            "cron|0 12 * * *|between|13:00..14:00|cron=0 12 * * * has no time in the window 13:00..14:00",
            "times|08:30|between|13:00..14:00|times=08:30 has no time in the window 13:00..14:00"})
    void aScheduleThatIsNeverInItsWindowIsAMistake(String key, String value, String windowKey, String windowValue, String line) {
        ConfigReader reader = reader(Map.of(key, value, windowKey, windowValue));
        TriggerSettings.read(reader);
        assertEquals(List.of(line + "; correct '" + key + "', 'between' or 'days'"), reader.errors());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"cron|0 0 29 2 *|days|MON", "cron|0 20 * * *|between|sunrise..sunset", "times|sunrise|days|FRI"})
    void aScheduleThatIsSeldomInItsWindowIsRight(String key, String value, String windowKey, String windowValue) {
        ConfigReader reader = reader(
                Map.of(key, value, windowKey, windowValue, "latitude", "60", "longitude", "10", "zone", "Europe/Oslo"));
        TriggerSettings.read(reader);
        assertEquals(List.of(), reader.errors());
    }

    @Test
    void refusesTwoCausesAndNone() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> TriggerSettings.read(reader(Map.of("interval", "1s", "topic", "a"))))
                .getMessage().contains("'interval' and 'topic' are both set"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> TriggerSettings.read(reader(Map.of()))).getMessage()
                .contains("set one of"));
    }
}
