package org.obscura.camera.shell;

import org.apache.felix.service.command.CommandSession;

/**
 * A setting that the session made and that ends with the process. A program that runs single commands reads the session's variable at its
 * end, and tells the user what was lost; a capture uses the setting and removes the variable.
 */
final class TransientSetting {
    /** The variable: what was set, such as {@code the resolution}. */
    static final String VARIABLE = "camera.setting";

    private TransientSetting() {
    }

    static void note(CommandSession session, String what) {
        session.put(VARIABLE, what);
    }

    static void used(CommandSession session) {
        session.put(VARIABLE, null);
    }
}
