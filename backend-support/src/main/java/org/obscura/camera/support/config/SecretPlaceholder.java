package org.obscura.camera.support.config;

import java.util.regex.Pattern;

/** Recognizes a placeholder of a secret as the interpolation of the Configuration Admin has it: {@code $[secret:NAME]}. */
final class SecretPlaceholder {
    private static final Pattern PATTERN = Pattern.compile("\\$\\[[a-z]+:.*\\]", Pattern.DOTALL);

    private SecretPlaceholder() {
    }

    /** Returns whether a whole text, without white space around it, is a placeholder. */
    static boolean matches(String text) {
        return PATTERN.matcher(text.strip()).matches();
    }
}
