package org.obscura.camera.shell;

import java.util.Map;

import org.apache.felix.service.command.CommandSession;

/** Tells whether a person reads the output of a session. */
final class Terminal {
    /** The variable by which the program that made the session says so: {@code true} or {@code false}. */
    static final String VARIABLE = "camera.terminal";

    private Terminal() {
    }

    /**
     * Returns whether the output goes to a terminal. The sessions of Felix and Karaf do; only a program that knows better says otherwise.
     */
    static boolean isOutput(CommandSession session) {
        return !Boolean.FALSE.equals(session.get(VARIABLE));
    }

    /** Returns whether the output goes to a terminal that moves its cursor by control sequences. */
    static boolean canMoveCursor(CommandSession session, Map<String, String> environment) {
        return isOutput(session) && !"dumb".equals(environment.get("TERM"));
    }

    /** Returns whether standard error goes to a terminal on which a line can be replaced. */
    static boolean canShowProgress(CommandSession session) {
        return Boolean.TRUE.equals(session.get(VARIABLE));
    }
}
