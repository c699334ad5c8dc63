package org.obscura.camera.support.logging;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.osgi.service.log.Logger;

/** Logs the problem of a trigger, a profile or a sink once, and again only when it has changed or was over meanwhile. */
public final class ProblemLog {
    private final String subject;
    private final Logger log;
    @GuardedBy("this")
    private String seen = "";
    @GuardedBy("this")
    private String logged = "";

    /** @param subject begins each line, such as {@code Trigger yard} */
    public ProblemLog(String subject, Logger log) {
        this.subject = subject;
        this.log = log;
    }

    /**
     * Notes what a look found. A problem is logged at the second look in a row: at the start cameras and analyzers appear
     * one after another.
     *
     * @param problem a sentence; "" if there is none
     */
    public synchronized void look(String problem) {
        if (problem.isEmpty() || problem.equals(seen)) {
            report(problem);
        }
        seen = problem;
    }

    /** Notes a problem that does not end by itself, or that there is none. */
    public synchronized void report(String problem) {
        if (!problem.isEmpty() && !problem.equals(logged)) {
            log.warn("{}: {}", subject, problem);
        }
        logged = problem;
    }
}
