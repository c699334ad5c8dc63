package org.obscura.camera.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/** Numbers in logs, files and answers are the same in every locale: some have digits of their own. */
class LocaleTest {
    private static final Pattern CALL = Pattern.compile("String\\.format\\(\\s*(?!Locale\\.)[^;]*;");
    private static final Pattern LOCALIZED = Pattern.compile("%[-+ ,(0-9.$]*[deEfgGt]");

    @Test
    void numbersAreFormattedForNoLocale() {
        List<String> found = new ArrayList<>();
        for (Path file : Sources.endingWith(".java")) {
            String name = Sources.name(file);
            if (name.contains("/src/main/") && !name.startsWith("bench/") && !name.startsWith("itest/")) {
                for (Matcher call = CALL.matcher(Sources.text(file)); call.find();) {
                    if (LOCALIZED.matcher(call.group()).find()) {
                        found.add(name + ": " + call.group());
                    }
                }
            }
        }
        assertEquals("", String.join("\n", found), "begin with Locale.ROOT");
    }
}
