package org.obscura.camera.webcam;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A test with a rig of its own, of which nothing may be left. */
@Timeout(600)
abstract class RigTestBase {
    @TempDir
    Path folder;
    Rig rig;

    /** A rig whose files are in that folder; skips the test where it cannot be had. */
    abstract Rig rig(Path files) throws Exception;

    @BeforeEach
    final void makeRig() throws Exception {
        rig = rig(folder);
    }

    @AfterEach
    final void nothingIsLeft() {
        if (rig != null) {
            rig.close();
        }
    }
}
