package org.obscura.camera.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Test;

class JsonTextTest {
    @Test
    void aBodyIsUtf8() throws HttpException {
        assertEquals(Map.of("title", "Tür"), JsonText.object("{\"title\": \"Tür\"}".getBytes(StandardCharsets.UTF_8)));
        byte[] latin = "{\"title\": \"Tür\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("The body is not UTF-8; send its text in that encoding",
                assertThrows(HttpException.class, () -> JsonText.object(latin)).getMessage());
    }
}
