package org.obscura.camera.core.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.obscura.camera.CaptureOptions.ExistingFile;
import org.obscura.camera.spi.ImageFormat;

/** A process of its own that writes files under generated names: folder, count, and whether there are hard links. Prints each path. */
final class NamesWriter {
    private NamesWriter() {
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        FileStore files = new FileStore(Boolean.parseBoolean(arguments[2]));
        Destination destination = new Destination(folder, null, ImageFormat.JPEG);
        System.out.println("ready");
        System.in.read(); // both begin at once
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            String text = ProcessHandle.current().pid() + " " + i;
            PendingFile file = files.write(List.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))), destination,
                    ExistingFile.OVERWRITE, false);
            System.out.println(text + "\t" + file.commit());
        }
    }
}
