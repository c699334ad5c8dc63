package org.obscura.camera.trigger;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.obscura.camera.Camera;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureException;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureRequest;
import org.obscura.camera.CaptureTrigger;
import org.obscura.camera.TriggerStatus;
import org.obscura.camera.ViewFrame;
import org.obscura.camera.spi.FrameAnalyzer;
import org.obscura.camera.support.logging.ProblemLog;
import org.obscura.camera.trigger.schedule.Timing;
import org.obscura.camera.trigger.view.FrameRing;
import org.obscura.camera.trigger.view.Watch;
import org.osgi.service.log.Logger;

/**
 * A trigger: requests an image when its timing says so, or when it is called. What was missed because there was no camera or no device
 * makes one image as soon as there is one, if the configuration says so; else it is skipped. At most {@value #MAX_PENDING} of its requests
 * are pending: what is due meanwhile is missed.
 */
final class Trigger implements CaptureTrigger, AutoCloseable {
    private static final int MAX_PENDING = 4;

    private final String name;
    private final TriggerSettings settings;
    private final Supplier<Optional<Camera>> camera;
    private final TimeSource time;
    private final TriggerEvents events;
    private final Logger log;
    private final CheckedCaptures captures;
    private final ProblemLog problems;
    /** Null for a trigger that events cause. */
    private final Timing timing;
    /** Null if what was missed is not caught up after a restart. */
    private final HandledTime handled;
    /** Null if nothing of the time before a capture is kept. */
    private final FrameRing ring;
    /** Null if frames are neither kept nor analyzed. */
    private final Watch watch;
    @GuardedBy("this")
    private final TriggerCounts counts = new TriggerCounts();
    @GuardedBy("this")
    private Future<?> look;
    /** How often it was woken: a look of before ends without the next one, which has been scheduled. */
    @GuardedBy("this")
    private long wakes;
    /** Whether what was missed is still to be made up for. */
    @GuardedBy("this")
    private boolean owed;
    @GuardedBy("this")
    private boolean hasEventImage;
    @GuardedBy("this")
    private long eventNanos;
    @GuardedBy("this")
    private boolean held;
    @GuardedBy("this")
    private boolean closed;
    /** Why a later configuration is not applied; "" if there is none. */
    private volatile String unapplied = "";

    Trigger(String name, TriggerSettings settings, Supplier<Optional<Camera>> camera, TimeSource time, TriggerEvents events, Logger log,
            Timing timing, Supplier<Optional<FrameAnalyzer>> analyzer, HandledTime handled) {
        this.name = name;
        this.settings = settings;
        this.camera = camera;
        this.time = time;
        this.events = events;
        this.log = log;
        this.captures = new CheckedCaptures(name, settings.check(), settings.options(), log);
        this.problems = new ProblemLog("Trigger " + name + ", configuration " + settings.source(), log);
        this.timing = timing;
        this.handled = handled;
        this.ring = settings.before().ring();
        this.watch = ring == null && analyzer == null ? null : new Watch(ring, settings.before().rate(),
                settings.analyzer(), analyzer, settings.analyzerOptions(), finding -> cause(), log);
    }

    /** Begins with the schedule. */
    void start() {
        if (handled != null) {
            handled.begin(time.wall());
        }
        wake();
    }

    /** Shows the schedule without following it: it captures only when {@link #fire} is called. */
    synchronized void hold() {
        held = true;
        if (timing != null) {
            counts.next(timing.look(false).next());
        }
    }

    /** Looks at the clocks at once, such as when a camera appeared. */
    synchronized void wake() {
        if (look != null) {
            look.cancel(false);
        }
        if (!closed && !held) {
            wakes++;
            scheduleLook(Duration.ZERO);
        }
    }

    /** Ends the use of an analyzer that is unregistered. */
    void release(FrameAnalyzer gone) {
        if (watch != null) {
            watch.release(gone);
            wake();
        }
    }

    @GuardedBy("this")
    private void scheduleLook(Duration delay) {
        long current = wakes;
        look = time.schedule(delay, () -> look(current));
    }

    /** Runs on the thread of the timer alone. */
    private void look(long wake) {
        Optional<Duration> pause = Optional.of(Timing.LONGEST_WAIT);
        try {
            pause = look();
        } catch (Throwable e) { // code of others, such as an analyzer; the schedule goes on
            log.error("Trigger {}: what is due failed", name, e);
        }
        synchronized (this) {
            if (!closed && wake == wakes && pause.isPresent()) {
                scheduleLook(pause.get());
            }
        }
    }

    /** Does what is due. Returns how long until the next look; empty if only {@link #wake} makes one. */
    private Optional<Duration> look() {
        Optional<Camera> found = camera.get();
        Duration pause = Timing.LONGEST_WAIT;
        if (watch != null) {
            watch.update(found, settings.window().contains(time.wall()));
        }
        if (timing != null) {
            Timing.Look seen = timing.look(found.isPresent());
            synchronized (this) {
                counts.next(seen.next());
            }
            if (seen.missed() > 0) {
                missed(seen.missed(), seen.missed() + " due times passed while this program did not run", !seen.due());
            }
            if (seen.due()) {
                capture();
            }
            pause = seen.pause();
        }
        if (found.isPresent() && found.get().getStatus() == Camera.Status.ACTIVE && settleDebt()) {
            capture();
        }
        problems.look(unapplied.isEmpty() ? problem() : "");
        return timing != null || watch != null || settings.catchUp() || found.isEmpty() ? Optional.of(pause) : Optional.empty();
    }

    private synchronized boolean settleDebt() {
        boolean due = owed && counts.pending() == 0;
        owed &= !due;
        return due;
    }

    /** Requests an image since an event occurred, unless it follows the one before too soon or the window is closed. */
    void cause() {
        if (!settings.window().contains(time.wall())) {
            return;
        }
        synchronized (this) {
            long now = time.nanos();
            if (closed) {
                return;
            }
            if (hasEventImage && now - eventNanos < settings.minimumDistance().toNanos()) {
                counts.missed(1);
                return;
            }
            hasEventImage = true;
            eventNanos = now;
        }
        capture();
    }

    private void capture() {
        Optional<Camera> found = camera.get();
        if (found.isEmpty()) {
            missed(1, "There is no camera " + settings.camera(), true);
            return;
        }
        synchronized (this) {
            if (closed) {
                return;
            }
            if (counts.pending() >= MAX_PENDING) {
                found = Optional.empty();
            }
        }
        if (found.isEmpty()) {
            missed(1, MAX_PENDING + " images are pending already", true);
        } else {
            try {
                submit(found.get());
            } catch (IllegalArgumentException e) {
                problems.report(problem());
            }
        }
    }

    private CaptureRequest submit(Camera with) {
        CheckedCaptures.Capture capture;
        Instant now = time.wall();
        try {
            saveFramesBefore(with);
            synchronized (this) {
                capture = captures.submit(with);
                counts.fired(now);
            }
        } catch (IllegalArgumentException e) {
            synchronized (this) {
                counts.refused(now, e.getMessage());
            }
            throw e;
        }
        events.fired(name, settings.camera(), capture.request().getId());
        capture.result().whenComplete((image, thrown) -> ended(image, thrown, now));
        return capture.request();
    }

    /** Saves the kept frames: their requests come before that of the capture. */
    private void saveFramesBefore(Camera with) {
        if (ring != null) {
            CaptureOptions options = settings.optionsBefore();
            for (ViewFrame frame : ring.take()) {
                with.getImageCapture().save(frame, options);
            }
        }
    }

    private void ended(CapturedImage image, Throwable thrown, Instant fired) {
        Throwable failure = thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        boolean debt = failure instanceof CaptureException e
                && (e.getError() == CaptureError.RESOURCE || e.getError() == CaptureError.NOT_READY);
        synchronized (this) {
            counts.ended(image == null ? null : image.path() == null ? image.format() : image.path().toString(),
                    failure == null ? null : failure.getMessage());
            owed |= debt && settings.catchUp();
        }
        if (handled != null && !debt) {
            handled.write(fired);
        }
    }

    /** Notes what was missed. An image that is taken now makes up for it, so no other one is owed then. */
    private void missed(long number, String reason, boolean owes) {
        boolean first;
        synchronized (this) {
            first = counts.missed(number);
            owed |= owes && settings.catchUp();
        }
        if (first) {
            log.warn("Trigger {}: no image is requested: {}", name, reason);
        }
        events.missed(name, settings.camera(), reason);
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getCameraId() {
        return settings.camera();
    }

    /** Says that a later configuration is not applied, in a sentence; this trigger goes on. */
    void setUnapplied(String problem) {
        unapplied = problem;
    }

    private String problem() {
        boolean hasCamera = camera.get().isPresent();
        synchronized (this) {
            return closed ? "The trigger was removed" : !unapplied.isEmpty() ? unapplied
                    : !hasCamera ? "There is no camera " + settings.camera() + "; configure it, or correct 'camera'"
                    : !counts.refusal().isEmpty() ? counts.refusal() : watch != null && !watch.problem().isEmpty() ? watch.problem()
                    : held ? "It captures only while the program keeps running; use camera:run" : "";
        }
    }

    @Override
    public TriggerStatus getStatus() {
        String problem = problem();
        synchronized (this) {
            return counts.status(settings.kind().word(), settings.text(), problem, captures.problem());
        }
    }

    @Override
    public CaptureRequest fire() {
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("The trigger " + name + " was removed");
            }
        }
        return submit(camera.get().orElseThrow(() -> new IllegalStateException(
                "There is no camera " + settings.camera() + "; configure it, or correct 'camera' of the trigger " + name)));
    }

    /** Returns when it fired last; null if it has not. */
    synchronized Instant last() {
        return counts.last();
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (look != null) {
            look.cancel(false);
        }
        if (watch != null) {
            watch.close();
        }
    }
}
