package org.obscura.camera.support.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void eachTypeOfJsonIsWrittenAsItself() {
        assertEquals("[null, true, 7, 1.5, 2, \"text\", [], {}]",
                Json.of(Arrays.asList(null, true, 7L, 1.5, 2.0, "text", List.of(), Map.of())));
        assertEquals("[[1, 2], [\"a\"]]", Json.of(List.of(new int[] {1, 2}, new String[] {"a"})));
        assertEquals("{\"a b\": [1]}", Json.of(Map.of("a b", List.of(1))));
        assertEquals("null", Json.of(Double.NaN));
    }

    @Test
    void otherTypesAreText() {
        assertEquals("\"a.jpg\"", Json.of(Path.of("a.jpg")));
        assertEquals("33.5", Json.of(Duration.ofNanos(33_500_000)));
        assertEquals("{\"times\":[\"PT1S\",\"PT2S\"]}",
                Json.compact(Map.of("times", List.of(Duration.ofSeconds(1), Duration.ofSeconds(2))), Duration::toString));
    }

    @Test
    void aStringIsEscaped() {
        assertEquals("\"\\\"\\\\\\n\\u001b\\u0009\\u202eä\"", Json.of("\"\\\n\u001b\t\u202eä"));
    }
}
