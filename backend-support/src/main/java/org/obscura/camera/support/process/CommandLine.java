package org.obscura.camera.support.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.obscura.camera.support.text.Printable;

/**
 * A program and how it is started.
 *
 * @param words the name or path of the program, followed by its arguments
 * @param input what it reads from its standard input; may hold credentials
 * @param environment more variables; may hold credentials
 */
public record CommandLine(List<String> words, String input, Map<String, String> environment) {
    private static final int SHOWN = 40;
    private static final Pattern WORD = Pattern.compile("(?:\"[^\"]*\"|[^\\s\"])+");

    /** Copies the components. */
    public CommandLine {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    /**
     * Takes a line apart at spaces outside of double quotes.
     *
     * @param key the key of the configuration with the line
     * @param line the line
     * @return the words, without quotes
     * @throws IllegalArgumentException if a quote is not closed: the clause says where
     */
    public static List<String> split(String key, String line) {
        int quote = line.lastIndexOf('"');
        if (line.chars().filter(c -> c == '"').count() % 2 != 0) {
            String rest = line.length() - quote > SHOWN ? line.substring(quote, quote + SHOWN) + "..." : line.substring(quote);
            throw new IllegalArgumentException("'" + key + "' has a double quote that is not closed, as character " + (quote + 1) + ": "
                    + Printable.of(rest));
        }
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
