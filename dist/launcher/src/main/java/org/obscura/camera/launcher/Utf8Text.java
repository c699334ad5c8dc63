package org.obscura.camera.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Text in UTF-8. Bytes in another encoding are refused, since what would stand for them is no longer what the user wrote. */
final class Utf8Text {
    private static final Pattern LINE_END = Pattern.compile("\r\n?|\n");

    private Utf8Text() {
    }

    /**
     * Returns the text of a file.
     *
     * @throws IOException with a clause that names the first line in another encoding
     */
    static String of(byte[] file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        CharBuffer text = CharBuffer.allocate(file.length);
        boolean wrong = StandardCharsets.UTF_8.newDecoder().decode(bytes, text, true).isError();
        text.flip();
        if (wrong) {
            throw new IOException("line " + lineAt(text, text.length()) + " is in another encoding");
        }
        return text.toString();
    }

    /** Returns the number of a line, the first being 1. */
    static long lineAt(CharSequence text, int at) {
        return 1 + LINE_END.matcher(text.subSequence(0, at)).results().count();
    }
}
