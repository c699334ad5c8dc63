package org.obscura.camera.support.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentSampleTest {

    @ParameterizedTest
    @CsvSource({"ffd8ffe000104a464946, a JPEG image that is not whole", "89504e470d0a1a0a, a PNG image", "424d36000000, a BMP image",
            "0000002066747970617669660000, 'an MP4 video, or a HEIF or AVIF image'", "0000000167640028, an H.264 or H.265 stream",
            "00ff10, the bytes 00 ff 10", "4849200061, the bytes 48 49 20 00 61",
            "2d2d620d0a436f6e74656e742d4c656e6774683a20310d0a0d0a8000ff, 'the text \"--b Content-Length: 1 \ufffd\"'"})
    void namesWhatBytesAre(String hex, String name) {
        assertEquals(name, ContentSample.describe(HexFormat.of().parseHex(hex), UnaryOperator.identity()));
    }

    @Test
    void showsTheBeginningOfATextInOneLine() {
        assertEquals("the text \"hello world\"", text(" hello\r\n\n  world\n"));
        assertEquals("the text \"BMW\"", text("BMW"));
        assertEquals("the text \"" + "x".repeat(80) + "...\"", text("x".repeat(10_000)));
        assertEquals("the text \"\"", text("\n"));
    }

    @Test
    void showsNoSecretAndNothingThatActsOnATerminal() {
        byte[] head = "\u001b[31mp = s3cret".getBytes(StandardCharsets.UTF_8);
        String text = ContentSample.describe(head, line -> line.replace("s3cret", "***"));
        assertTrue(text.endsWith("p = ***\""), text);
        assertFalse(text.contains("\u001b"), text);
    }

    private static String text(String content) {
        return ContentSample.describe(content.getBytes(StandardCharsets.UTF_8), UnaryOperator.identity());
    }
}
