package org.obscura.camera.webcam;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.obscura.camera.spi.CameraBackend.BackendState;

/** The status of the backend: of its configuration, of the scan for devices, and of single devices. */
final class BackendStatus {
    private final List<String> mistakes;
    private BackendState state = BackendState.OK;
    private String reason = "";
    private final Map<String, String> devices = new TreeMap<>();

    /** @param mistakes what is wrong with the configuration */
    BackendStatus(List<String> mistakes) {
        this.mistakes = List.copyOf(mistakes);
    }

    synchronized BackendState state() {
        return state == BackendState.OK && !(devices.isEmpty() && mistakes.isEmpty()) ? BackendState.DEGRADED : state;
    }

    synchronized String reason() {
        List<String> all = new ArrayList<>();
        if (!reason.isEmpty()) {
            all.add(reason);
        }
        all.addAll(mistakes);
        if (state == BackendState.OK) {
            all.addAll(devices.values());
        }
        return String.join(". ", all);
    }

    /** Sets the status of the scan; returns whether it changed. */
    synchronized boolean set(BackendState newState, String newReason) {
        boolean changed = state != newState || !reason.equals(newReason);
        state = newState;
        reason = newReason;
        return changed;
    }

    /** Records why a device cannot be used. */
    synchronized void fault(String id, String why) {
        devices.put(id, why);
    }

    /** Records that a device works or was removed. */
    synchronized void clear(String id) {
        devices.remove(id);
    }
}
