package org.obscura.camera.core.pattern;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Makes names of files and folders of values that others choose: ids may hold separators, control characters and reserved names. */
final class SafeName {
    /** What ends a path, or cannot be stored on some system; marks of writing direction make a name look like another. */
    private static final Pattern UNSAFE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}/\\\\:*?\"<>|]");
    private static final Pattern RESERVED = Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");
    /** A name may have 255 bytes, and has other parts. */
    private static final int LONGEST_VALUE_BYTES = 80;

    private SafeName() {
    }

    /** Returns whether a character may be in a name on every system. */
    static boolean isSafe(String character) {
        return !UNSAFE.matcher(character).find();
    }

    /** Returns a value in a form that can be a part of a name: unsafe characters become {@code _}, and it is shortened. */
    static String value(String value) {
        String safe = UNSAFE.matcher(value).replaceAll("_");
        if (!isPath(safe)) { // the encoding of this system lacks some of the characters
            safe = safe.replaceAll("[^\\x20-\\x7e]", "_");
        }
        while (safe.getBytes(StandardCharsets.UTF_8).length > LONGEST_VALUE_BYTES) {
            safe = safe.substring(0, safe.offsetByCodePoints(safe.length(), -1));
        }
        return safe;
    }

    private static boolean isPath(String name) {
        try {
            return Path.of(name).getNameCount() > 0;
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /**
     * Returns a whole name that no system takes for something else.
     *
     * @param hidden whether the pattern itself begins with a dot
     */
    static String whole(String name, boolean hidden) {
        String safe = name.isBlank() ? "_" : name;
        if (safe.startsWith(".") && !hidden || safe.startsWith(".obscura-")) { // the latter are temporary files
            safe = "_" + safe.substring(1);
        }
        if (safe.endsWith(".") || safe.endsWith(" ")) { // Windows leaves them out
            safe = safe.substring(0, safe.length() - 1) + "_";
        }
        return RESERVED.matcher(safe).matches() ? "_" + safe : safe;
    }
}
