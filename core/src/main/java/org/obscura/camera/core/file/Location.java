package org.obscura.camera.core.file;

import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.CaptureError;
import org.obscura.camera.core.pattern.NamePattern;

/**
 * The location of a request: a path, of which the last steps may be a pattern.
 *
 * @param path the path; of a pattern, what stands before it
 * @param pattern the pattern from the first step with a field on; null if there is none
 * @param endsWithSeparator whether the text names a folder, be there one or not
 */
record Location(Path path, @Nullable NamePattern pattern, boolean endsWithSeparator) {
    private static final Pattern URL = Pattern.compile("(?i)[a-z][a-z0-9+.-]+:/.*|(file|content|data|camera-preview):.*", Pattern.DOTALL);
    private static final String SEPARATOR = FileSystems.getDefault().getSeparator();

    /** Reads a location. Braces are those of a pattern, except in URLs. */
    static Location parse(String text) throws FileException {
        if (URL.matcher(text).matches()) {
            return new Location(url(text), null, isFolder(text));
        }
        if (!NamePattern.hasBraces(text)) {
            return new Location(path(text), null, isFolder(text));
        }
        String slashes = text.replace(SEPARATOR, "/");
        int brace = (int) slashes.chars().takeWhile(c -> c != '{' && c != '}').count();
        int step = slashes.lastIndexOf('/', brace) + 1;
        NamePattern pattern;
        try {
            pattern = NamePattern.parse(slashes.substring(step));
        } catch (IllegalArgumentException e) {
            throw new FileException(CaptureError.RESOURCE, "'" + slashes.substring(step) + "' of the location '" + text
                    + "' is wrong: " + e.getMessage(), e);
        }
        return pattern.hasFields() ? new Location(path(text.substring(0, step)), pattern, pattern.isFolder())
                : new Location(path(text.replace("{{", "{").replace("}}", "}")), null, isFolder(text));
    }

    private static boolean isFolder(String text) {
        return text.isEmpty() || text.endsWith("/") || text.endsWith(SEPARATOR);
    }

    private static Path path(String text) throws FileException {
        try {
            return Path.of(text); // the empty path resolves to the folder itself
        } catch (InvalidPathException e) {
            throw DestinationResolver.cannotBePath(text, e);
        }
    }

    private static Path url(String text) throws FileException {
        if (text.toLowerCase(Locale.ROOT).startsWith("file:")) {
            try {
                return Path.of(URI.create(text));
            } catch (RuntimeException e) {
                throw new FileException(CaptureError.RESOURCE, "'" + text + "' is a URL that names no file: " + e.getMessage(), e);
            }
        }
        throw new FileException(CaptureError.RESOURCE, "'" + text + "' is a URL; give a path of the file system, or a file: URL", null);
    }
}
