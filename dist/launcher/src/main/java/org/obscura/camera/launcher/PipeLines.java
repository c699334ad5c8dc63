package org.obscura.camera.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;

/** The lines of a pipe or file. Reads bytes one by one and not ahead: what follows a line may be input of the command in it. */
record PipeLines(InputStream in) implements LineSource {

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
        return bytes.toString(Charset.defaultCharset());
    }
}
