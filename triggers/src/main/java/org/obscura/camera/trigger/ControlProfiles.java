package org.obscura.camera.trigger;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.obscura.camera.Camera;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.support.logging.PrintableLogger;
import org.obscura.camera.support.logging.ProblemLog;
import org.obscura.camera.trigger.schedule.Timing;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/**
 * Sets the controls of cameras as the profiles whose windows are open say. Of several that set the same control the last one by name has
 * precedence. A control that no open profile sets any more becomes what it was before the first did, unless it was changed since.
 */
@Component(service = ControlProfiles.class)
public class ControlProfiles {
    private final TimeSource time;
    private final Logger log;
    @GuardedBy("this")
    private final Map<String, Profile> profiles = new TreeMap<>();
    @GuardedBy("this")
    private final Map<String, ProblemLog> problems = new HashMap<>();
    @GuardedBy("this")
    private final Map<String, Applied> cameras = new HashMap<>();
    @GuardedBy("this")
    private Future<?> look;
    @GuardedBy("this")
    private boolean closed;

    /** What is set on a camera: the values as the profiles have them and as the camera has them, and those from before. */
    private static final class Applied {
        private final CameraCapture capture;
        private final Map<String, Object> before = new HashMap<>();
        private final Map<String, Object> values = new HashMap<>();
        private final Map<String, Object> converted = new HashMap<>();

        Applied(CameraCapture capture) {
            this.capture = capture;
        }
    }

    /** Made by Declarative Services when there is a profile. */
    @Activate
    public ControlProfiles(@Reference TriggerTimer timer, @Reference(service = LoggerFactory.class) Logger log) {
        this((TimeSource) timer, PrintableLogger.of(log));
    }

    ControlProfiles(TimeSource time, Logger log) {
        this.time = time;
        this.log = log;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addCamera(Camera camera) {
        synchronized (this) {
            cameras.put(camera.getId(), new Applied(camera.getImageCapture()));
        }
        wake();
    }

    synchronized void removeCamera(Camera camera) {
        Applied applied = cameras.get(camera.getId());
        if (applied != null && applied.capture == camera.getImageCapture()) {
            cameras.remove(camera.getId());
        }
    }

    void put(Profile profile) {
        synchronized (this) {
            profiles.put(profile.name(), profile);
            problems.put(profile.name(), new ProblemLog("Profile " + profile.name(), log));
        }
        wake();
    }

    void remove(String name) {
        synchronized (this) {
            profiles.remove(name);
            problems.remove(name);
        }
        wake();
    }

    private synchronized void wake() {
        if (look != null) {
            look.cancel(false);
        }
        if (!closed) {
            look = time.schedule(Duration.ZERO, this::look);
        }
    }

    private synchronized void look() {
        Instant now = time.wall();
        cameras.forEach((id, applied) -> {
            try {
                apply(id, applied, wanted(id, now));
            } catch (RuntimeException e) { // other cameras and later times have theirs
                log.error("Camera {}: the controls of its profiles are not applied", id, e);
            }
        });
        profiles.forEach((name, profile) -> problems.get(name).look(cameras.containsKey(profile.camera()) ? ""
                : "There is no camera " + profile.camera() + "; configure it, or correct 'camera'"));
        if (!closed && !profiles.isEmpty()) {
            look = time.schedule(Timing.LONGEST_WAIT, this::look);
        }
    }

    @GuardedBy("this")
    private Map<String, Object> wanted(String camera, Instant now) {
        Map<String, Object> wanted = new LinkedHashMap<>();
        for (Profile profile : profiles.values()) {
            if (profile.camera().equals(camera) && profile.window().contains(now)) {
                wanted.putAll(profile.controls());
            }
        }
        return wanted;
    }

    @GuardedBy("this")
    private void apply(String camera, Applied applied, Map<String, Object> wanted) {
        if (wanted.equals(applied.values)) {
            return;
        }
        Map<String, Object> current = applied.capture.getControls();
        Map<String, Object> changes = new LinkedHashMap<>();
        for (String key : applied.values.keySet()) {
            if (!wanted.containsKey(key)) {
                Object before = applied.before.remove(key);
                Object set = applied.converted.remove(key);
                if (set != null && set.equals(current.get(key))) { // else who has changed it since has it as wanted
                    changes.put(key, before);
                }
            }
        }
        wanted.forEach((key, value) -> {
            if (!applied.values.containsKey(key)) {
                applied.before.put(key, current.get(key));
            }
            if (!Objects.equals(applied.values.get(key), value)) {
                changes.put(key, value);
            }
        });
        set(camera, applied.capture, changes);
        Map<String, Object> now = applied.capture.getControls();
        changes.keySet().stream().filter(wanted::containsKey).forEach(key -> applied.converted.put(key, now.get(key)));
        applied.values.clear();
        applied.values.putAll(wanted);
        log.info("Camera {}: the controls of its profiles are now {}", camera, wanted);
    }

    /** Sets all in one step, so that no image has a part of them; if one is wrong, the others. */
    @GuardedBy("this")
    private void set(String camera, CameraCapture capture, Map<String, Object> changes) {
        try {
            capture.setControls(changes);
        } catch (IllegalArgumentException e) {
            for (Map.Entry<String, Object> change : changes.entrySet()) {
                set(camera, capture, change.getKey(), change.getValue());
            }
        }
    }

    @GuardedBy("this")
    private void set(String camera, CameraCapture capture, String key, Object value) {
        try {
            capture.setControl(key, value);
        } catch (IllegalArgumentException e) {
            log.error("Camera {}: a control of profile {} is not set: {}", camera, setters(camera, key), e.getMessage());
        }
    }

    /** Returns the profiles that set a control of a camera, for a message. */
    @GuardedBy("this")
    private String setters(String camera, String key) {
        return profiles.values().stream().filter(each -> each.camera().equals(camera) && each.controls().containsKey(key))
                .map(Profile::name).collect(Collectors.joining(", "));
    }

    @Deactivate
    synchronized void close() {
        closed = true;
        if (look != null) {
            look.cancel(false);
        }
        profiles.clear();
        cameras.forEach((id, applied) -> apply(id, applied, Map.of()));
    }
}
