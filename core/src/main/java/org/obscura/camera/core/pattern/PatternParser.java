package org.obscura.camera.core.pattern;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.obscura.camera.support.config.SimilarWords;

/** Reads patterns. Messages name the mistake, its position, counted from 1, and what would be right. */
final class PatternParser {
    private static final List<String> FIELDS = List.of("date", "time", "camera", "device", "counter");
    private static final List<String> FIELDS_OF_TEXT = FIELDS.subList(0, FIELDS.size() - 1);
    /** English month names, weeks as in ISO 8601, and ASCII digits, whatever the locale of the system. */
    private static final Locale LOCALE = Locale.forLanguageTag("en-u-rg-gbzzzz");
    private static final int MOST_DIGITS = 9;

    private final String text;
    private final boolean ofName;
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();
    private boolean counted;

    private PatternParser(String text, boolean ofName) {
        this.text = text;
        this.ofName = ofName;
    }

    /**
     * Returns the parts of a pattern.
     *
     * @param ofName whether it is that of a file's name, which may have a counter
     * @throws IllegalArgumentException if there is a mistake
     */
    static List<Part> parse(String text, boolean ofName) {
        return new PatternParser(text, ofName).parse();
    }

    private List<Part> parse() {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean doubled = at + 1 < text.length() && text.charAt(at + 1) == c;
            if (c != '{' && c != '}') {
                literal.append(c);
            } else if (doubled) {
                literal.append(c);
                at++;
            } else if (c == '}') {
                throw mistake(at, "a '}' without '{'; write }} for a brace");
            } else {
                int end = text.indexOf('}', at);
                if (end < 0) {
                    throw mistake(at, "'{' is not followed by '}'; write a field such as {date}, or {{ for a brace");
                }
                field(at, text.substring(at + 1, end));
                at = end;
            }
        }
        endLiteral();
        return List.copyOf(parts);
    }

    private void field(int at, String field) {
        int colon = field.indexOf(':');
        String name = colon < 0 ? field : field.substring(0, colon);
        String argument = colon < 0 ? "" : field.substring(colon + 1);
        if (colon >= 0 && argument.isEmpty()) {
            throw mistake(at + colon + 1, "nothing follows the ':' of {" + field + "}; write {" + name + "}, or " + example(name));
        }
        switch (name) {
            case "date" -> time(at, argument.isEmpty() ? "yyyy-MM-dd" : argument);
            case "time" -> time(at, argument.isEmpty() ? "HHmmss" : argument);
            case "camera" -> value(at, name, argument, new Part.Value(PatternValues::camera));
            case "device" -> value(at, name, argument, new Part.Value(PatternValues::device));
            case "counter" -> counter(at, argument);
            default -> throw mistake(at, "there is no field {" + name + "}" + SimilarWords.find(name, known())
                    .map(similar -> "; did you mean {" + similar + "}?")
                    .orElse("; the fields are {" + String.join("}, {", known()) + "}, and {{ is a brace"));
        }
    }

    private List<String> known() {
        return ofName ? FIELDS : FIELDS_OF_TEXT;
    }

    private static String example(String name) {
        return switch (name) {
            case "date" -> "{date:yyyy-MM-dd}";
            case "time" -> "{time:HHmmss}";
            default -> "{counter:3}";
        };
    }

    private void value(int at, String name, String argument, Part.Value value) {
        if (!argument.isEmpty()) {
            throw mistake(at, "{" + name + "} takes nothing after its name, but has ':" + argument + "'");
        }
        add(value);
    }

    private void counter(int at, String argument) {
        if (!ofName) {
            throw mistake(at, "{counter} is possible in the names of files alone; the fields are {" + String.join("}, {", known()) + "}");
        }
        if (!argument.isEmpty() && !argument.matches("[1-9]")) {
            throw mistake(at, "'" + argument + "' is no number of digits from 1 to " + MOST_DIGITS + "; write " + example("counter"));
        }
        if (counted) {
            throw mistake(at, "a second {counter}; a name has one");
        }
        counted = true;
        add(new Part.Counter(argument.isEmpty() ? 1 : Integer.parseInt(argument)));
    }

    /** Adds the parts of a time. A slash between pattern letters separates folders, as one between fields does. */
    private void time(int at, String letters) {
        int from = 0;
        for (int slash = letters.indexOf('/'); slash >= 0; slash = letters.indexOf('/', from)) {
            add(time(at, letters, letters.substring(from, slash)));
            literal.append('/');
            from = slash + 1;
        }
        add(time(at, letters, letters.substring(from)));
    }

    private Part time(int at, String all, String letters) {
        try {
            DateTimeFormatter formatter = DateTimeFormatter.ofPattern(letters, LOCALE);
            String sample = formatter.format(LocalDateTime.of(2000, 1, 1, 0, 0).atZone(ZoneOffset.UTC));
            if (sample.isEmpty()) {
                throw new IllegalArgumentException("it is empty beside a '/'");
            }
            if (ofName && letters.indexOf(':') >= 0) {
                throw new IllegalArgumentException("a file name cannot have a ':' everywhere; use HHmmss or HH-mm-ss");
            }
            return new Part.Time(letters, formatter);
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            throw mistake(at, "'" + all + "' is no date or time pattern such as yyyy-MM-dd or HHmmss: " + e.getMessage());
        }
    }

    private void add(Part part) {
        endLiteral();
        parts.add(part);
    }

    private void endLiteral() {
        if (literal.length() > 0) {
            parts.add(new Part.Literal(literal.toString()));
            literal.setLength(0);
        }
    }

    private IllegalArgumentException mistake(int at, String what) {
        return new IllegalArgumentException("at character " + (at + 1) + ": " + what);
    }
}
