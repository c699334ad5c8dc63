package org.obscura.camera.support.control;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.obscura.camera.ControlKeys;

/** The table of docs/controls.md has every key of {@link ControlKeys}, and the values that it shows are accepted. */
class ControlTableTest {
    private static final Pattern ROW = Pattern.compile("\\| `([a-z.-]+)` \\| ([^|]+) \\|.*");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    @Test
    void theDocumentationListsEveryKeyAndValuesThatAreAccepted() throws Exception {
        List<String> keys = new ArrayList<>();
        for (String line : table()) {
            Matcher row = ROW.matcher(line);
            assertTrue(row.matches(), line);
            String key = row.group(1);
            keys.add(key);
            Matcher value = CODE.matcher(row.group(2));
            while (value.find()) {
                String text = value.group(1);
                assertDoesNotThrow(() -> ControlSchema.convert(key, text), line);
            }
        }
        List<String> expected = new ArrayList<>();
        for (Field field : ControlKeys.class.getFields()) {
            expected.add((String) field.get(null));
        }
        assertEquals(expected, keys);
    }

    private static List<String> table() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("..", "docs", "controls.md"));
        int begin = lines.indexOf("| key | value | Qt | V4L2 | EXIF |");
        assertFalse(begin < 0, "docs/controls.md has no table of keys");
        return Stream.concat(lines.stream().skip(begin + 2L), Stream.of("")).takeWhile(line -> line.startsWith("|")).toList();
    }
}
