package org.obscura.camera.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

/** Finds phrases in comments, messages and documentation that do not belong into plain technical English. */
class PhrasesTest {
    private final Map<Pattern, String> banned = banned();

    @Test
    void bannedPhrasesAreNotUsed() {
        Set<String> exempt = Set.copyOf(lines("exempt-folders.txt"));
        Map<String, Integer> counts = new TreeMap<>();
        List<String> found = new ArrayList<>();
        for (Path file : Sources.endingWith(".java", ".md")) {
            String text = file.toString().endsWith(".java") ? JavaText.of(Sources.text(file)) : Sources.text(file);
            List<String> here = find(Sources.name(file), text);
            if (exempt.contains(Sources.module(file))) {
                counts.merge(Sources.module(file), here.size(), Integer::sum);
            } else {
                found.addAll(here);
            }
        }
        counts.forEach((module, count) -> System.out.println("PhrasesTest: " + module + " is exempt and has " + count + " banned phrases"));
        assertEquals("", String.join("\n", found));
    }

    @Test
    void aPhraseIsFoundInCommentsAndMessagesAcrossLinesButNotInCode() {
        String source = """
                /** What applications are
                 * Told of. */
                int told() {
                    return log("Plug it in\\" anew"); // asked
                    // for
                }
                """;
        assertEquals(List.of("X.java:2", "X.java:4", "X.java:4"),
                find("X.java", JavaText.of(source)).stream().map(line -> line.substring(0, line.indexOf(": "))).sorted().toList());
    }

    private List<String> find(String name, String text) {
        List<String> found = new ArrayList<>();
        banned.forEach((pattern, instead) -> {
            Matcher m = pattern.matcher(text);
            while (m.find()) {
                long line = text.substring(0, m.start()).lines().count() + (text.substring(0, m.start()).endsWith("\n") ? 1 : 0);
                found.add(name + ":" + Math.max(line, 1) + ": '" + m.group().replaceAll("[\\s*/]+", " ") + "'; write " + instead);
            }
        });
        return found;
    }

    private static Map<Pattern, String> banned() {
        Map<Pattern, String> banned = new LinkedHashMap<>();
        for (String line : lines("banned-phrases.txt")) {
            String[] parts = line.split("\\s*=>\\s*", 2);
            // a space in a phrase is also an end of line within a comment
            banned.put(Pattern.compile("\\b(?:" + parts[0].replace(" ", "[\\s*/]+") + ")\\b", Pattern.CASE_INSENSITIVE), parts[1]);
        }
        return banned;
    }

    private static List<String> lines(String resource) {
        try (InputStream in = PhrasesTest.class.getResourceAsStream("/" + resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#")).collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
