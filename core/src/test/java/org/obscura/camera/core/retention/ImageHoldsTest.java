package org.obscura.camera.core.retention;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.obscura.camera.core.Undeclared;
import org.obscura.camera.core.logging.EngineLog;

class ImageHoldsTest {

    static Stream<Throwable> anything() {
        return Stream.of(new IllegalStateException("hold"), new NoClassDefFoundError("hold"), new IOException("hold"));
    }

    @ParameterizedTest
    @MethodSource("anything")
    void anImageStaysWhateverAHoldThrows(Throwable any) {
        ImageHolds holds = new ImageHolds(new EngineLog(name -> null));
        holds.add((camera, path) -> {
            throw Undeclared.thrown(any);
        });
        assertTrue(holds.isHeld("front", Path.of("image.jpg")));
    }
}
