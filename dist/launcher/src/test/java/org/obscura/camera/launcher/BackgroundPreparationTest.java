package org.obscura.camera.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

class BackgroundPreparationTest {

    @Test
    void whatCannotBePreparedDoesNotKeepTheRestFromIt() {
        ClassLoader empty = new ClassLoader(null) {
        };
        // the parser is the JDK's
        assertEquals(List.of(true, false, false, false),
                BackgroundPreparation.steps(empty).stream().map(BackgroundPreparation::run).toList());
    }
}
