package org.obscura.camera.shell;

import java.util.Locale;
import java.util.Optional;

import org.obscura.camera.DeviceInfo.Position;

/** How values are put into words. */
final class TextFormat {
    private TextFormat() {
    }

    static String of(Position position) {
        return position == Position.UNSPECIFIED ? "-" : position.name().toLowerCase(Locale.ROOT).replace("_face", "");
    }

    /** A text that may be empty, for a column. */
    static String orDash(String text) {
        return text == null || text.isEmpty() ? "-" : text;
    }

    /** The camera named by an argument that may be left out. */
    static String orNull(Optional<String> argument) {
        return argument.orElse(null);
    }
}
