package org.obscura.camera.support.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageTemplateTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"http://a/{fil}|'{fil}' is no known place; known are {path}, {file}", "{Camera}|'{Camera}' is no",
            "{ path }|'{ path }' is no known place", "http://a/{path|'{path' is not closed; it must be {path}",
            "{camera/{file}|'{camera' is not closed; it must be {camera}", "{time:yyyy|'{time' is not closed", "{file:x}|has a pattern",
            "{pth}|'{pth}' is no known place; known are {path},", "{time:RR}|'{time:RR}' has no valid pattern"})
    void namesTheKeyAndThePlaceThatIsWrong(String text, String expected) {
        String message = assertThrows(IllegalArgumentException.class, () -> ImageTemplate.of("url", text)).getMessage();
        assertTrue(message.startsWith("'url' is wrong: ") && message.contains(expected), message);
    }

    @Test
    void namesTheKeyOfACommand() {
        String message = assertThrows(IllegalArgumentException.class, () -> ImageTemplate.of("command", "{pth}")).getMessage();
        assertTrue(message.startsWith("'command' is wrong: '{pth}' is no known place; known are {path}, "), message);
    }

    @Test
    void otherBracesAreText() {
        String json = "{\"camera\": \"{camera}\", \"list\": {}}";
        assertEquals(json, ImageTemplate.of("command", json).toString());
    }
}
