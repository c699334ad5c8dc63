package org.obscura.camera.support.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void textWithoutControlCharactersStays() {
        String text = "Caméra Ω 書 \uD83D\uDCF7 \\n";
        assertSame(text, Printable.of(text));
    }

    @Test
    void aTerminalSequenceIsShownAndNotRun() {
        assertEquals("\\u001b]0;PWNED\\u0007\\u001b[2J", Printable.of("\u001b]0;PWNED\u0007\u001b[2J"));
        assertEquals("\\u009b31m\\u007f\\u0000", Printable.of("\u009b31m\u007f\0"));
    }

    @Test
    void aLineFeedMakesNoLine() {
        assertEquals("a\\r\\nERROR b\\tc\\u2028d\\u0085e", Printable.of("a\r\nERROR b\tc\u2028d\u0085e"));
    }

    @Test
    void theDirectionOfWritingStays() {
        assertEquals("gpj\\u202e.exe\\u2066", Printable.of("gpj\u202e.exe\u2066"));
    }

    @Test
    void anyValueIsShownAsItsText() {
        assertEquals("null", Printable.of(null));
        assertEquals("12", Printable.of(12));
    }
}
