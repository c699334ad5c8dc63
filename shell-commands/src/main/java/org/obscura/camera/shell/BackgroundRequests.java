package org.obscura.camera.shell;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import org.apache.felix.service.command.CommandSession;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureException;

/**
 * The requests and series that commands of a session left in the background. A program that runs single commands reads the session's
 * variable at its end: a {@code CompletionStage<Boolean>} that completes when all have ended, with whether none failed.
 */
final class BackgroundRequests {
    /** The variable. There is none before the first request. */
    static final String VARIABLE = "camera.background";

    private BackgroundRequests() {
    }

    /** Adds one. Any thread may call this. */
    static void add(CommandSession session, CompletionStage<Boolean> succeeded) {
        synchronized (session) {
            session.put(VARIABLE, session.get(VARIABLE) instanceof CompletionStage<?> others
                    ? others.thenCombine(succeeded, (all, one) -> Boolean.TRUE.equals(all) && one)
                    : succeeded);
        }
    }

    /** Returns whether a failure is none: the user cancelled the request. */
    static boolean isCancelled(Throwable failure) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof CaptureException capture && capture.getError() == CaptureError.CANCELLED;
    }
}
