package org.obscura.camera.support.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "10s, PT10S", "1.5s, PT1.5S", "2m, PT2M", "2min, PT2M", "1h, PT1H", "1d, PT24H", "7us, PT0.000007S",
            "7\u00b5s, PT0.000007S", "1ns, PT0.000000001S", "0, PT0S", "0s, PT0S", "' 3 s ', PT3S", "4, PT4S", "0.25, PT0.25S",
            "5MS, PT0.005S"})
    void textWithAUnitIsParsed(String text, Duration expected) {
        assertEquals(expected, Durations.parse(text, SECOND));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1s", "1e3s", "NaN", "1 light-year", "10 s s", "s", "1.s", "1,5s", "300000000000h"})
    void anythingElseIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Durations.parse(text, SECOND));
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0s", "PT0.25S, 250ms", "PT1.5S, 1500ms", "PT90S, 90s", "PT2M, 2m", "PT24H, 1d", "PT0.000007S, 7us",
            "PT0.000000001S, 1ns"})
    void theFormatIsShortAndParsedBack(Duration duration, String text) {
        assertEquals(text, Durations.format(duration));
        assertEquals(duration, Durations.parse(text, SECOND));
    }

    @Test
    void onlyANumberOtherThanZeroLacksAUnit() {
        assertTrue(Durations.lacksUnit("10"));
        assertTrue(Durations.lacksUnit("0.5"));
        assertFalse(Durations.lacksUnit("0"));
        assertFalse(Durations.lacksUnit("10s"));
    }
}
