package org.obscura.camera.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

/**
 * The formatter leaves comments and literals alone; no line of Java is longer than {@code .editorconfig} says, save one that is an import
 * or holds a URL, or is part of a text block.
 */
class LineLengthTest {
    private static final int MAX = 140;

    @Test
    void noLineOfJavaIsTooLong() {
        List<String> found = new ArrayList<>();
        for (Path file : Sources.endingWith(".java")) {
            List<String> lines = Sources.text(file).lines().toList();
            boolean textBlock = false;
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                textBlock ^= line.split("\"\"\"", -1).length == 2;
                if (line.length() > MAX && !textBlock && !line.startsWith("import ") && !line.contains("://")) {
                    found.add(Sources.name(file) + ":" + (i + 1) + ": " + line.length() + " characters, and " + MAX + " are allowed");
                }
            }
        }
        assertEquals("", String.join("\n", found));
    }
}
