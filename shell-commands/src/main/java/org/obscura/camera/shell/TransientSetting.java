package org.obscura.camera.shell;

import org.apache.felix.service.command.CommandSession;

/**
 * A setting that the session made and that ends with the process. A program that runs single commands reads the session's variable at its
 * end, and tells the user what was lost; a capture uses the setting and removes the variable.
 */
final class TransientSetting {
    /** The variable: what was lost, and how to keep it. */
    static final String VARIABLE = "camera.setting";

    private TransientSetting() {
    }

    /** Notes a setting that the configuration of a camera may have. */
    static void noteKey(CommandSession session, String what, String key, String camera) {
        note(session, what, "write " + key + " into a file such as conf/org.obscura.camera-" + camera + ".cfg");
    }

    /** Notes a configuration that was made. */
    static void noteConfiguration(CommandSession session, String pid) {
        note(session, "the configuration " + pid, "write it into the file conf/" + pid.replace('~', '-') + ".cfg");
    }

    private static void note(CommandSession session, String what, String alternative) {
        session.put(VARIABLE, what + " ended with this program, unused. Run several commands as one line of script, such as "
                + "'camera:resolution 640x480; camera:capture', or " + alternative);
    }

    static void used(CommandSession session) {
        session.put(VARIABLE, null);
    }
}
