package org.obscura.camera.trigger;

import java.time.Instant;

import org.obscura.camera.TriggerStatus;

/** What a trigger did. Guarded by the monitor of the trigger. */
final class TriggerCounts {
    private Instant next;
    private Instant last;
    private long fired;
    private long failed;
    private long missed;
    private int pending;
    private boolean missing;
    private String lastResult = "";
    private String refusal = "";

    void next(Instant time) {
        next = time;
    }

    void fired(Instant time) {
        last = time;
        fired++;
        pending++;
        missing = false;
        refusal = "";
    }

    /** Notes a request that the camera did not accept. */
    void refused(Instant time, String reason) {
        last = time;
        fired++;
        failed++;
        lastResult = reason;
        refusal = reason;
    }

    /** Returns why the camera did not accept the last request; "" if it did. */
    String refusal() {
        return refusal;
    }

    void ended(String path, String failure) {
        pending--;
        failed += failure == null ? 0 : 1;
        lastResult = failure == null ? path : failure;
    }

    /** Notes what was missed. Returns whether it is the first time since an image was requested. */
    boolean missed(long number) {
        boolean first = !missing;
        missing = true;
        missed += number;
        return first;
    }

    int pending() {
        return pending;
    }

    Instant last() {
        return last;
    }

    TriggerStatus status(String kind, String schedule, String problem, String imageProblem) {
        return new TriggerStatus(kind, schedule, next, last, fired, failed, missed, lastResult, problem, imageProblem);
    }
}
