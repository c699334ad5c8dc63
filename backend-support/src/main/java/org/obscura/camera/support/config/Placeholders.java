package org.obscura.camera.support.config;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Checks placeholders such as {@code {width}} in the values of a configuration: one that is misspelt would stay as it is. */
public final class Placeholders {
    /** Not those of shells and of formats of time: ${HOME}, %{localtime}. */
    private static final Pattern PLACEHOLDER = Pattern.compile("(?<![$%])\\{([A-Za-z][A-Za-z0-9_.-]*)\\}");

    private Placeholders() {
    }

    /**
     * Checks a text.
     *
     * @param key the key of the text
     * @param text the text
     * @param known the names of the placeholders that it may have
     * @throws IllegalArgumentException if it has others: the clause names one, those that are known, and the one that was probably meant
     */
    public static void check(String key, String text, List<String> known) {
        Matcher found = PLACEHOLDER.matcher(text);
        while (found.find()) {
            if (!known.contains(found.group(1))) {
                String names = known.stream().map(name -> "{" + name + "}").collect(Collectors.joining(", "));
                throw new IllegalArgumentException("'" + key + "' has " + found.group()
                        + (known.isEmpty() ? ", but nothing is replaced in it" : ", which is no placeholder; known are " + names)
                        + SimilarWords.find(found.group(1), known).map(name -> "; did you mean {" + name + "}?").orElse(""));
            }
        }
    }
}
