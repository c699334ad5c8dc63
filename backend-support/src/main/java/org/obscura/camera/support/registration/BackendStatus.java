package org.obscura.camera.support.registration;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.obscura.camera.spi.CameraBackend.BackendState;

/** Collects what is wrong with the devices of a backend. */
public final class BackendStatus {
    @GuardedBy("this")
    private final Set<String> devices = new TreeSet<>();
    @GuardedBy("this")
    private final Set<String> searching = new TreeSet<>();
    @GuardedBy("this")
    private final Map<String, String> unusable = new TreeMap<>();
    @GuardedBy("this")
    private final Map<String, String> problems = new TreeMap<>();
    @GuardedBy("this")
    private final Map<String, Supplier<String>> measured = new TreeMap<>();

    /** Makes the status of a backend that has no device. */
    public BackendStatus() {
        // empty
    }

    synchronized void add(String device) {
        devices.add(device);
    }

    synchronized void remove(String device) {
        devices.remove(device);
        searching.remove(device);
        unusable.remove(device);
        problems.remove(device);
        measured.remove(device);
    }

    /** Notes whether it is not known yet if a device can be used. */
    synchronized void setSearching(String device, boolean is) {
        if (is) {
            searching.add(device);
        } else {
            searching.remove(device);
        }
    }

    /** Notes why a device is not offered; "" if it is. Returns whether that is new. */
    synchronized boolean setUnusable(String device, String sentence) {
        return !sentence.equals(set(unusable, device, sentence));
    }

    /**
     * Notes what is wrong with a device that is offered.
     *
     * @param device the device
     * @param sentence what is wrong and what to do about it; "" if nothing is
     * @return whether that is new
     */
    public synchronized boolean setProblem(String device, String sentence) {
        return devices.contains(device) && !sentence.equals(set(problems, device, sentence));
    }

    /**
     * Takes what is measured of a device, for {@link #findings(String)}.
     *
     * @param device the device
     * @param clause returns a clause for people; "" if nothing was measured yet
     */
    public synchronized void setMeasured(String device, Supplier<String> clause) {
        measured.put(device, clause);
    }

    private static String set(Map<String, String> map, String device, String sentence) {
        String before = sentence.isEmpty() ? map.remove(device) : map.put(device, sentence);
        return before == null ? "" : before;
    }

    /**
     * Returns the state of the backend.
     *
     * @return {@code SEARCHING} until every device was checked once, {@code UNAVAILABLE} if none can be offered, {@code DEGRADED} if
     *         something is wrong, else {@code OK}
     */
    public synchronized BackendState state() {
        if (!searching.isEmpty()) {
            return BackendState.SEARCHING;
        }
        if (!devices.isEmpty() && unusable.keySet().containsAll(devices)) {
            return BackendState.UNAVAILABLE;
        }
        return unusable.isEmpty() && problems.isEmpty() ? BackendState.OK : BackendState.DEGRADED;
    }

    /**
     * Returns why the state is not {@code OK}.
     *
     * @return sentences, or ""
     */
    public synchronized String reason() {
        if (!searching.isEmpty()) {
            return "It is not checked yet whether " + String.join(", ", searching) + " can be used";
        }
        Set<String> all = new TreeSet<>(unusable.values());
        all.addAll(problems.values());
        return String.join(". ", all);
    }

    /**
     * Returns how many devices are configured, and what was measured of them.
     *
     * @param pid the factory of the configurations
     * @return a clause for people
     */
    public synchronized String findings(String pid) {
        StringBuilder text = new StringBuilder(devices.isEmpty() ? "no" : String.valueOf(devices.size()))
                .append(devices.size() > 1 ? " configurations " : " configuration ").append(pid).append("~NAME");
        measured.forEach((device, clause) -> {
            String what = clause.get();
            text.append(what.isEmpty() ? "" : "; " + device + ": " + what);
        });
        return text.toString();
    }
}
