package org.obscura.camera.simulated;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

import org.obscura.camera.spi.CameraBackend;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The status of the backend: what is wrong with which device, and which configuration has which id. */
@Component(service = {CameraBackend.class, SimulatedBackend.class}, property = CameraBackend.BACKEND + "=" + Settings.BACKEND)
public final class SimulatedBackend implements CameraBackend {
    private final Map<String, String> problems = new TreeMap<>();
    private final Map<String, Deque<Claim>> claims = new HashMap<>();

    private record Claim(Object owner, Runnable whenFree) {
    }

    /** Made by Declarative Services. */
    @Activate
    public SimulatedBackend() {
        // nothing is needed
    }

    @Override
    public String getName() {
        return Settings.BACKEND;
    }

    @Override
    public BackendState getState() {
        return getReason().isEmpty() ? BackendState.OK : BackendState.DEGRADED;
    }

    @Override
    public String getReason() {
        synchronized (problems) {
            return String.join(". ", problems.values());
        }
    }

    @Override
    public String getFindings() {
        synchronized (claims) {
            return claims.size() + (claims.size() == 1 ? " device is configured" : " devices are configured");
        }
    }

    /** Sets or, with an empty sentence, clears what is wrong with a subject; returns whether that is new. */
    boolean report(String subject, String sentence) {
        synchronized (problems) {
            String before = sentence.isEmpty() ? problems.remove(subject) : problems.put(subject, sentence);
            return !sentence.equals(before == null ? "" : before);
        }
    }

    /** Claims an id and returns whether it was free; if not, the action runs once it is the owner's turn. */
    boolean claim(String id, Object owner, Runnable whenFree) {
        synchronized (claims) {
            Deque<Claim> queue = claims.computeIfAbsent(id, k -> new ArrayDeque<>());
            if (queue.stream().noneMatch(c -> c.owner() == owner)) {
                queue.add(new Claim(owner, whenFree));
            }
            return queue.peek().owner() == owner;
        }
    }

    /** Releases an id, or the place in the queue for it. */
    void release(String id, Object owner) {
        Claim next = null;
        synchronized (claims) {
            Deque<Claim> queue = claims.getOrDefault(id, new ArrayDeque<>());
            boolean held = !queue.isEmpty() && queue.peek().owner() == owner;
            queue.removeIf(c -> c.owner() == owner);
            if (queue.isEmpty()) {
                claims.remove(id);
            } else if (held) {
                next = queue.peek();
            }
        }
        if (next != null) {
            next.whenFree().run();
        }
    }
}
