package org.obscura.camera.webcam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.obscura.camera.spi.CameraBackend.BackendState;

/** Another backend finds the same nodes. */
@EnabledOnOs(OS.LINUX)
class OtherBackendTest extends RigTestBase {
    @Override
    Rig rig(Path files) throws Exception {
        return new Rig(files);
    }

    @Test
    void nodeThatAnotherBackendIsAboutToTakeAgain_startsNoProcess() throws Exception {
        Path started = folder.resolve("started");
        rig.withJava("touch '" + started + "'; exec");
        rig.registry.stateOfOther = BackendState.OK;
        rig.plug("video0", "");
        rig.registry.nodesOfOther = new String[] {rig.cameras.resolve("video0").toString()};
        rig.start();
        rig.awaitOk();

        rig.registry.stateOfOther = BackendState.SEARCHING; // as while it applies a changed configuration
        rig.registry.whenAsked = () -> {
            rig.registry.nodesOfOther = new String[] {rig.cameras.resolve("video0").toString(), rig.cameras.resolve("video1").toString()};
            rig.registry.stateOfOther = BackendState.OK;
        };
        rig.registry.nodesOfOther = new String[0];
        rig.plug("video1", "");
        Rig.await(() -> rig.backend().getFindings().endsWith("2 of other backends"), () -> rig.backend().getFindings());
        assertFalse(Files.exists(started), "a process was started");
        assertEquals("2 video nodes in " + rig.cameras + ": 2 of other backends", rig.backend().getFindings());
    }

    @Test
    void nodeThatAnotherBackendTakes_endsTheScanForIt() throws Exception {
        Path started = folder.resolve("started");
        rig.withJava("touch '" + started + "'; exec sleep 600;"); // a slow machine
        rig.registry.stateOfOther = BackendState.OK;
        rig.plug("video0", "");
        rig.start();
        Rig.await(() -> Files.exists(started), () -> "no process was started");
        rig.registry.nodesOfOther = new String[] {rig.cameras.resolve("video0").toString()};
        rig.registry.listeners.forEach(listener -> listener.serviceChanged(null));
        rig.awaitOk();
        assertEquals("1 video node in " + rig.cameras + ": 1 of other backends", rig.backend().getFindings());
        assertEquals(0, rig.linesWith("warn"));
    }
}
