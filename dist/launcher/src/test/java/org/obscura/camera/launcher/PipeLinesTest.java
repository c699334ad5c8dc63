package org.obscura.camera.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.obscura.camera.launcher.LineSource.UnreadableException;

class PipeLinesTest {
    @Test
    void linesAreReadInUtf8() throws IOException {
        assertEquals("Tür 🎥", lines("Tür 🎥\r\n", StandardCharsets.UTF_8).readLine(""));
        assertNull(lines("", StandardCharsets.UTF_8).readLine(""));
    }

    @Test
    void aLineInAnotherEncodingIsRefusedAndTheNextIsRead() throws IOException {
        PipeLines lines = lines("echo Tür\necho x\n", StandardCharsets.ISO_8859_1);
        assertEquals("A line of the input is not run: it must be UTF-8, but begins with 'echo T\uFFFDr'",
                assertThrows(UnreadableException.class, () -> lines.readLine("")).getMessage());
        assertEquals("echo x", lines.readLine(""));
    }

    private static PipeLines lines(String text, Charset charset) {
        return new PipeLines(new ByteArrayInputStream(text.getBytes(charset)));
    }
}
