package org.obscura.camera.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.CaptureOptions.ExistingFile;
import org.obscura.camera.spi.ImageFormat;

class ErrorWhileWritingTest {
    @Test
    void nothingIsLeft(@TempDir Path folder) throws Exception {
        List<ByteBuffer> parts = new AbstractList<>() {
            @Override
            public ByteBuffer get(int index) {
                throw new OutOfMemoryError("no memory outside of the heap");
            }

            @Override
            public int size() {
                return 1;
            }
        };
        Destination destination = new Destination(folder, null, "x.png", ImageFormat.PNG);
        assertThrows(OutOfMemoryError.class, () -> new FileStore().write(parts, destination, ExistingFile.FAIL, false));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(), files.toList());
        }
    }
}
