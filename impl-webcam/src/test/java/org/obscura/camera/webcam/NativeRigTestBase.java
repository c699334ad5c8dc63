package org.obscura.camera.webcam;

import java.nio.file.Path;

/** A test over the library's real natives, and a preloaded stand-in for the kernel's cameras. */
abstract class NativeRigTestBase extends RigTestBase {
    @Override
    final Rig rig(Path files) throws Exception {
        return Rig.ofNatives(files, FakeV4l.library());
    }
}
