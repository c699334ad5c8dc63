package org.obscura.camera.support.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;

import org.junit.jupiter.api.Test;

class CommandLineTest {

    @Test
    void keepsWordsTogetherByDoubleQuotes() {
        assertEquals(List.of("/opt/my camera", "--size=640 x", "it's", ""),
                CommandLine.split("command", " \"/opt/my camera\"  --size=\"640 x\" it's \"\""));
        assertEquals(List.of(), CommandLine.split("command", "  "));
    }

    @Test
    void namesAQuoteThatIsNotClosed() {
        assertEquals("'command' has a double quote that is not closed, as character 9: \"640 x",
                assertThrows(IllegalArgumentException.class, () -> CommandLine.split("command", "cam \"a\" \"640 x")).getMessage());
        assertEquals("'options' has a double quote that is not closed, as character 1: \"" + "x".repeat(39) + "...",
                assertThrows(IllegalArgumentException.class, () -> CommandLine.split("options", "\"" + "x".repeat(99))).getMessage());
    }
}
