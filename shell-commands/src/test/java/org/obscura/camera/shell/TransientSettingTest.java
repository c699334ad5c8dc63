package org.obscura.camera.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.Test;

class TransientSettingTest {
    private static final String LINE = " ended with this program, unused. Run several commands as one line of script, such as "
            + "'camera:resolution 640x480; camera:capture', or ";

    @Test
    void namesAPlaceThatKeepsTheSetting() throws Exception {
        try (Console console = new Console()) {
            CommandSession session = console.session();
            TransientSetting.noteKey(session, "the controls", "controls", "front");
            assertEquals("the controls" + LINE + "write controls into a file such as conf/org.obscura.camera-front.cfg",
                    session.get("camera.setting"));
            TransientSetting.noteConfiguration(session, "org.obscura.camera.ip~gate");
            assertEquals(
                    "the configuration org.obscura.camera.ip~gate" + LINE + "write it into the file conf/org.obscura.camera.ip-gate.cfg",
                    session.get("camera.setting"));
            TransientSetting.used(session);
            assertNull(session.get("camera.setting"));
        }
    }
}
