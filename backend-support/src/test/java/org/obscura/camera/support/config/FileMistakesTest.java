package org.obscura.camera.support.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileMistakesTest {
    @TempDir
    private Path folder;

    private List<String> warnings(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("org.obscura.camera-a.cfg"), text, StandardCharsets.UTF_8);
        return FileMistakes.warnings(file.toUri().toString());
    }

    @Test
    void aKeyThatStandsTwiceIsNamed() throws Exception {
        assertEquals(List.of("'quality' is set more than once; the last line counts, remove the others"),
                warnings("quality = 80\n#quality = 1\nformat = png\nquality=70\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"directory = C:\\pics", "directory=C:\\new", "directory = D:/a\\9", "directory\ta b\\d",
            "directory: \\\\srv\\share"})
    void aBackslashThatIsLostIsNamed(String line) throws Exception {
        assertEquals(List.of("a single backslash in the value of 'directory' is lost; write two, or / in a path"),
                warnings("a=b\n" + line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"directory = C:\\\\new\\\\pics", "# C:\\pics", "name.filter = a\\\\d", "image.text = a\\tb",
            "image.text = K\\u00fcche",
            "controls = a=1, \\\n  b=2", "image.text = a\\=b\\:c"})
    void otherBackslashesAreNot(String line) throws Exception {
        assertEquals(List.of(), warnings(line + "\n"));
    }

    @Test
    void theSizeOfAValueDoesNotMatter() throws Exception {
        assertEquals(List.of(), warnings("image.text = " + "a\\\\".repeat(100_000) + "\n"));
        assertEquals(1, warnings("image.text = " + "a".repeat(100_000) + "\\\n  C\\d\nformat = png\n").size());
    }

    @Test
    void aByteOrderMarkIsOneLine() throws Exception {
        Path file = Files.writeString(folder.resolve("org.obscura.camera-a.cfg"), "\ufeffquality=80\n");
        for (String key : List.of("\ufeffquality", "\u00ef\u00bb\u00bfquality")) {
            List<String> lines = new ArrayList<>();
            new ConfigReader(Config.class, Map.of("felix.fileinstall.filename", file.toUri().toString(), key, "80"), Map.of())
                    .log(lines::add);
            assertEquals(
                    List.of("Configuration org.obscura.camera-a.cfg: the file begins with a byte order mark, which becomes a part of its "
                            + "first key; save it as UTF-8 without one"),
                    lines);
        }
    }

    /** What can be configured. */
    @interface Config {
        int quality() default 90;
    }
}
