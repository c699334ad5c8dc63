package org.obscura.camera.webcam;

import java.nio.file.Path;

/** A test whose cameras are those of a driver of webcam-capture that is brought by configuration; in real child processes. */
abstract class FakeDriverRigTestBase extends RigTestBase {
    @Override
    final Rig rig(Path files) throws Exception {
        return Rig.ofFakeDriver(files);
    }
}
