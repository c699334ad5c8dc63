package org.obscura.camera.support.registration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.obscura.camera.spi.CameraBackend.BackendState;

/** The status of a backend that scans for devices: of its configuration, of the scan, and of single devices. */
public final class ScanStatus {
    private final String mistakes;
    @GuardedBy("this")
    private BackendState state = BackendState.SEARCHING;
    @GuardedBy("this")
    private String reason = "The first scan for devices is not over";
    @GuardedBy("this")
    private String findings = "";
    @GuardedBy("this")
    private final Map<String, String> faults = new TreeMap<>();

    /**
     * Creates the status of a backend that has not scanned yet.
     *
     * @param mistakes a sentence about what is wrong with the configuration, or ""
     */
    public ScanStatus(String mistakes) {
        this.mistakes = mistakes;
    }

    /**
     * Returns the state of the backend.
     *
     * @return {@code DEGRADED} if the scan works and a device, or the configuration, does not
     */
    public synchronized BackendState state() {
        return state == BackendState.OK && !(faults.isEmpty() && mistakes.isEmpty()) ? BackendState.DEGRADED : state;
    }

    /**
     * Returns why the state is not {@code OK}.
     *
     * @return sentences, or ""
     */
    public synchronized String reason() {
        List<String> all = new ArrayList<>();
        if (!reason.isEmpty()) {
            all.add(reason);
        }
        if (!mistakes.isEmpty()) {
            all.add(mistakes);
        }
        if (state == BackendState.OK) {
            all.addAll(faults.values());
        }
        return String.join(". ", all);
    }

    /**
     * Returns what the last scan looked at and found.
     *
     * @return "" before the first
     */
    public synchronized String findings() {
        return findings;
    }

    /**
     * Sets what a scan looked at and found.
     *
     * @param newFindings such as "2 of 4 nodes in /dev are cameras"
     */
    public synchronized void setFindings(String newFindings) {
        findings = newFindings;
    }

    /**
     * Sets the status of the scan.
     *
     * @param newState the state
     * @param newReason why it is not {@code OK}; else ""
     * @return whether it changed
     */
    public synchronized boolean set(BackendState newState, String newReason) {
        boolean changed = state != newState || !reason.equals(newReason);
        state = newState;
        reason = newReason;
        return changed;
    }

    /**
     * Records that a device cannot be used.
     *
     * @param id the device, or its node
     * @param why a sentence
     * @return whether that is new
     */
    public synchronized boolean fault(String id, String why) {
        return !why.equals(faults.put(id, why));
    }

    /**
     * Records that a device works, or was removed.
     *
     * @param id the device, or its node
     */
    public synchronized void clear(String id) {
        faults.remove(id);
    }
}
