package org.obscura.camera.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The lines of a pipe or file. Reads bytes one by one and not ahead: what follows a line may be input of the command in it. */
record PipeLines(InputStream in) implements LineSource {
    private static final int SHOWN = 60;

    @Override
    public String greeting() {
        return "";
    }

    @Override
    public String readLine(String prompt) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int b = in.read();
        if (b < 0) {
            return null;
        }
        while (b >= 0 && b != '\n') {
            if (b != '\r') {
                bytes.write(b);
            }
            b = in.read();
        }
        return text(bytes.toByteArray());
    }

    /** Returns the text in the encoding of the locale, or else in UTF-8: many a service runs in a locale of ASCII alone. */
    private static String text(byte[] line) throws IOException {
        for (Charset charset : List.of(Charset.defaultCharset(), StandardCharsets.UTF_8)) {
            try {
                return charset.newDecoder().decode(ByteBuffer.wrap(line)).toString();
            } catch (CharacterCodingException e) {
                continue;
            }
        }
        throw new UnreadableException("A line of the input is not run: it must be UTF-8, but begins with '"
                + new String(line, 0, Math.min(line.length, SHOWN), StandardCharsets.UTF_8) + "'");
    }
}
