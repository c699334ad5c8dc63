package org.obscura.camera.support.config;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what is lost when a file of configuration is read: the first value of a key that stands twice, and single backslashes. */
final class FileMistakes {
    private static final String MARK = "\u00ef\u00bb\u00bf";
    private static final Pattern KEY = Pattern.compile("[ \\t\\f]*([^#!\\s=:][^\\s=:]*)");
    private static final String ESCAPES = "tnrfu";
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)?");

    private FileMistakes() {
    }

    /** Returns whether a key begins with the mark, which is a character or, read as Latin-1, three. */
    static boolean hasMark(String key) {
        return key.startsWith("\ufeff") || key.startsWith(MARK);
    }

    /**
     * Returns clauses that name the key and what to do.
     *
     * @param file the address of the file, as File Install sets it; null if the configuration has none
     */
    static List<String> warnings(Object file) {
        List<String> warnings = new ArrayList<>();
        if (file != null && file.toString().endsWith(".cfg")) {
            try {
                String text = Files.readString(Path.of(URI.create(file.toString())), StandardCharsets.ISO_8859_1);
                if (text.startsWith(MARK)) {
                    warnings.add(
                            "the file begins with a byte order mark, which becomes a part of its first key; save it as UTF-8 without one");
                }
                repeated(text).forEach(key -> warnings.add("'" + key + "' is set more than once; the last line counts, remove the others"));
                lostBackslashes(text).forEach(key -> warnings.add("a single backslash in the value of '" + key
                        + "' is lost; write two, or / in a path"));
            } catch (IOException | IllegalArgumentException e) {
                return warnings; // it is no file of this form
            }
        }
        return warnings;
    }

    private static TreeSet<String> repeated(String text) throws IOException {
        TreeSet<String> repeated = new TreeSet<>();
        @SuppressWarnings("serial")
        Properties lines = new Properties() {
            @Override
            public synchronized Object put(Object key, Object value) {
                Object before = super.put(key, value);
                if (before != null) {
                    repeated.add(key.toString());
                }
                return before;
            }
        };
        lines.load(new StringReader(text));
        return repeated;
    }

    private static TreeSet<String> lostBackslashes(String text) {
        TreeSet<String> keys = new TreeSet<>();
        String key = "";
        boolean continues = false;
        for (String line : text.split("\\R")) {
            if (!continues) {
                Matcher begin = KEY.matcher(line);
                key = begin.lookingAt() ? begin.group(1) : "";
            }
            continues = false;
            Matcher escape = ESCAPE.matcher(line);
            while (!key.isEmpty() && escape.find()) {
                continues = escape.group(1) == null;
                if (!continues && isLost(escape.group(1).charAt(0), line, escape.start())) {
                    keys.add(key);
                }
            }
        }
        return keys;
    }

    /** Returns whether a backslash before a letter or digit is no escape, or would be one behind the letter of a drive. */
    private static boolean isLost(char next, String line, int at) {
        if (ESCAPES.indexOf(next) >= 0) {
            return at > 2 && line.charAt(at - 1) == ':' && Character.isLetter(line.charAt(at - 2))
                    && "=: \t".indexOf(line.charAt(at - 3)) >= 0;
        }
        return next < 0x80 && Character.isLetterOrDigit(next);
    }
}
