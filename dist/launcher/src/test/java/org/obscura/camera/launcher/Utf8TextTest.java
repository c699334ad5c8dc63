package org.obscura.camera.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8TextTest {
    @Test
    void textIsReadAsItIs() throws IOException {
        assertEquals("a\r\nTür 🎥", Utf8Text.of("a\r\nTür 🎥".getBytes(StandardCharsets.UTF_8)));
        assertEquals("", Utf8Text.of(new byte[0]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb\nTür\nTor ö", "a\r\nb\r\nTür", "a\rb\rü"})
    void theFirstLineInAnotherEncodingIsNamed(String text) {
        byte[] latin = text.getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("line 3 is in another encoding", assertThrows(IOException.class, () -> Utf8Text.of(latin)).getMessage());
    }

    @Test
    void aLetterThatIsCutOffIsRefused() {
        assertThrows(IOException.class, () -> Utf8Text.of(new byte[] {'a', (byte) 0xC3}));
    }
}
