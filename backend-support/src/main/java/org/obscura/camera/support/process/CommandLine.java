package org.obscura.camera.support.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program and how it is started.
 *
 * @param words the name or path of the program, followed by its arguments
 * @param input what it reads from its standard input; may hold credentials
 * @param environment more variables; may hold credentials
 */
public record CommandLine(List<String> words, String input, Map<String, String> environment) {
    private static final Pattern WORD = Pattern.compile("(?:\"[^\"]*\"|[^\\s\"])+");

    /** Copies the components. */
    public CommandLine {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    /**
     * Takes a line apart at spaces outside of double quotes.
     *
     * @param line the line
     * @return the words, without quotes
     */
    public static List<String> split(String line) {
        List<String> words = new ArrayList<>();
        Matcher m = WORD.matcher(line);
        while (m.find()) {
            words.add(m.group().replace("\"", ""));
        }
        return words;
    }

    /** Returns the arguments alone, which every user of the machine can read anyway. */
    @Override
    public String toString() {
        return String.join(" ", words);
    }
}
