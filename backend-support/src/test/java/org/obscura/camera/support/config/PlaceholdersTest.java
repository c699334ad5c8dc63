package org.obscura.camera.support.config;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {
    private static final List<String> KNOWN = List.of("width", "height", "password");

    @ParameterizedTest
    @ValueSource(strings = {"", "{width}x{height}", "${HOME}/{width}", "drawtext=%{localtime}", "find -exec {} +", "{print $1}", "{1..9}",
            "{a,b}"})
    void acceptsKnownOnesAndBracesOfOtherKinds(String text) {
        assertDoesNotThrow(() -> Placeholders.check("key", text, KNOWN));
    }

    @Test
    void namesAnUnknownOneWhatIsKnownAndWhatWasMeant() {
        assertEquals("'url' has {pasword}, which is no placeholder; known are {width}, {height}, {password}; did you mean {password}?",
                message("?u={width}&p={pasword}", KNOWN));
        assertEquals("'url' has {channel}, which is no placeholder; known are {width}, {height}, {password}", message("{channel}", KNOWN));
        assertEquals("'url' has {width}, but nothing is replaced in it", message("{width}", List.of()));
    }

    private static String message(String text, List<String> known) {
        return assertThrows(IllegalArgumentException.class, () -> Placeholders.check("url", text, known)).getMessage();
    }
}
