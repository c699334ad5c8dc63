package org.obscura.camera.v4l2;

import java.util.Map;
import java.util.TreeMap;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.obscura.camera.spi.CameraBackend.BackendState;

/** What is wrong with the backend and with single cameras. */
final class Health {
    @GuardedBy("this")
    private BackendState state = BackendState.SEARCHING;
    @GuardedBy("this")
    private String reason = "The first look for cameras is not over";
    @GuardedBy("this")
    private final Map<String, String> faults = new TreeMap<>();

    synchronized BackendState state() {
        return state == BackendState.OK && !faults.isEmpty() ? BackendState.DEGRADED : state;
    }

    synchronized String reason() {
        return state == BackendState.OK ? String.join(". ", faults.values()) : reason;
    }

    synchronized void set(BackendState newState, String newReason) {
        state = newState;
        reason = newReason;
    }

    /** Notes that a camera or a node cannot be used, and returns whether that is new. */
    synchronized boolean fault(String id, String why) {
        return !why.equals(faults.put(id, why));
    }

    /** Notes that it works, or is no longer there. */
    synchronized void clear(String id) {
        faults.remove(id);
    }
}
