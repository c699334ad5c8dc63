package org.obscura.camera.webcam;

import java.util.Map;
import java.util.TreeMap;

import org.obscura.camera.spi.CameraBackend.BackendState;

/** What is wrong with the backend and with single cameras. */
final class BackendStatus {
    private BackendState state = BackendState.OK;
    private String reason = "";
    private final Map<String, String> cameras = new TreeMap<>();

    synchronized BackendState state() {
        return state == BackendState.OK && !cameras.isEmpty() ? BackendState.DEGRADED : state;
    }

    synchronized String reason() {
        return state == BackendState.OK ? String.join(". ", cameras.values()) : reason;
    }

    /** Sets how the search for cameras does; true if that is news. */
    synchronized boolean set(BackendState newState, String newReason) {
        boolean news = state != newState || !reason.equals(newReason);
        state = newState;
        reason = newReason;
        return news;
    }

    /** A camera could not be used. */
    synchronized void fault(String id, String why) {
        cameras.put(id, why);
    }

    /** A camera works, or is gone. */
    synchronized void clear(String id) {
        cameras.remove(id);
    }
}
