package org.obscura.camera.support.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obscura.camera.support.control.ControlSchema;

class ValueTextTest {

    @ParameterizedTest
    @CsvSource({"2.0, 2", "-0.0, 0", "0.1, 0.1", "-1.50, -1.5", "1e7, 10000000", "1e-5, 0.00001", "123456789012345, 123456789012345",
            "1e308, 1E+308", "-1e15, -1E+15", "1.5e-10, 1.5E-10", "4.9e-324, 4.9E-324"})
    void aNumberIsShortAndTheSameNumber(double number, String text) {
        assertEquals(text, ValueText.of(number));
        assertEquals(number == 0 ? 0.0 : number, Double.parseDouble(ValueText.of(number)));
    }

    @ParameterizedTest
    @CsvSource({"10000000, 10ms", "333333333, 1/3", "16666667, 1/60", "16666666, 16.666666ms", "4000000, 4ms", "125016, 1/7999",
            "12345, 12.345us", "300000, 0.3ms", "100000, 0.1ms", "99900, 99.9us", "204700000, 204.7ms", "999, 999ns", "120000000000, 2m",
            "7, 7ns", "0, 0s", "-333333333, -333.333333ms", "1500000000, 1.5s", "666666667, 666.666667ms"})
    void aTimeIsAFractionWhereItIsNoRoundNumber(long nanos, String text) {
        assertEquals(text, ValueText.of(Duration.ofNanos(nanos)));
        assertTrue(nanos <= 0 || nanos == ControlSchema.time(text).toNanos(), "read again it is the same time");
    }

    @Test
    void otherValuesHaveTheirOwnText() {
        assertEquals("5600", ValueText.of(5600));
        assertEquals("auto", ValueText.of("auto"));
        assertEquals("NaN", ValueText.of(Double.NaN));
        assertEquals("null", ValueText.of(null));
        assertEquals("PT2777777777777H46M40S", ValueText.of(Duration.ofSeconds(10_000_000_000_000_000L)));
    }
}
