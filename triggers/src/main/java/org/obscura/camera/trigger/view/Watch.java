package org.obscura.camera.trigger.view;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.obscura.camera.Camera;
import org.obscura.camera.ViewFrame;
import org.obscura.camera.ViewOptions;
import org.obscura.camera.ViewSession;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.FrameAnalyzer;
import org.osgi.service.log.Logger;

/**
 * Watches a camera while it is armed: keeps its last frames, and has them analyzed. A frame is kept before it is analyzed, so that the
 * frame of a finding is one of those that are kept. While the analysis is busy frames are left out.
 */
public final class Watch implements AutoCloseable {
    private final FrameRing ring;
    private final double rate;
    private final String name;
    private final Supplier<Optional<FrameAnalyzer>> analyzer;
    private final Map<String, String> options;
    private final Consumer<String> onFinding;
    private final Logger log;
    @GuardedBy("this")
    private Camera watched;
    @GuardedBy("this")
    private ViewSession session;
    @GuardedBy("this")
    private FrameAnalyzer used;
    @GuardedBy("this")
    private boolean closed;
    private volatile GuardedAnalysis analysis;
    private volatile String problem = "";
    /** Used by the thread of the viewer alone. */
    private long sequence;

    /**
     * Creates one that does not watch yet.
     *
     * @param ring where frames are kept; null: they are not
     * @param rate frames in a second
     * @param name the name of the analyzer
     * @param analyzer the analyzer; null: frames are not analyzed
     * @param options the options of the analyzer
     * @param onFinding called with what was found, on the thread of the viewer
     */
    public Watch(FrameRing ring, double rate, String name, Supplier<Optional<FrameAnalyzer>> analyzer, Map<String, String> options,
            Consumer<String> onFinding, Logger log) {
        this.ring = ring;
        this.rate = rate;
        this.name = name;
        this.analyzer = analyzer;
        this.options = options;
        this.onFinding = onFinding;
        this.log = log;
    }

    /** Watches a camera if it is to be watched, and stops otherwise. Called again and again, it notices what has changed. */
    public synchronized void update(Optional<Camera> camera, boolean armed) {
        if (closed) {
            return;
        }
        Camera wanted = armed ? camera.orElse(null) : null;
        FrameAnalyzer found = wanted == null || analyzer == null ? null : analyzer.get().orElse(null);
        if (wanted != watched || found != used || session != null && !session.isOpen()) {
            stop();
            watched = wanted;
            if (wanted != null) {
                start(wanted, found);
            }
        }
        if (wanted != null && analyzer != null && found == null) {
            problem = "There is no analyzer '" + name + "'; correct 'analyzer', such as " + MotionAnalyzer.MOTION
                    + ", or install the bundle that brings it";
        }
    }

    @GuardedBy("this")
    private void start(Camera camera, FrameAnalyzer with) {
        problem = "";
        used = with;
        if (with != null) {
            try {
                analysis = new GuardedAnalysis(Objects.requireNonNull(with.start(camera.getId(), options), "it returned no analysis"), log);
            } catch (Throwable e) { // code of others; an Error, too, such as of a library that is not installed
                problem = e instanceof IllegalArgumentException && e.getMessage() != null ? "analyzer.options: " + e.getMessage()
                        : "The analyzer " + name + " does not start: " + e;
            }
        }
        if (ring != null || analysis != null) {
            session = camera.view(new ViewOptions(ring == null ? SmallFrames.WIDTH : ViewOptions.MAX_WIDTH, rate), this::receive);
        }
    }

    private void receive(ViewFrame received) {
        if (ring != null) {
            ring.add(received);
        }
        GuardedAnalysis current = analysis;
        if (current == null) {
            return;
        }
        try (Frame frame = SmallFrames.decode(received, ++sequence)) {
            current.analyze(frame).ifPresent(onFinding);
        } catch (IOException e) {
            log.debug("A frame could not be decoded", e);
        } catch (RuntimeException e) {
            log.warn("A frame was not analyzed", e);
        }
    }

    @GuardedBy("this")
    private void stop() {
        if (session != null) {
            session.close();
            session = null;
        }
        if (ring != null) {
            ring.clear();
        }
        GuardedAnalysis ended = analysis;
        analysis = null;
        used = null;
        if (ended != null) {
            ended.close();
        }
    }

    /** Ends the use of an analyzer that is unregistered; the next update takes another one, if there is one. */
    public synchronized void release(FrameAnalyzer gone) {
        if (used == gone) {
            stop();
            watched = null;
        }
    }

    /** Returns why nothing is found or kept; "" if there is no reason. */
    public String problem() {
        return problem;
    }

    @Override
    public synchronized void close() {
        closed = true;
        stop();
        watched = null;
    }
}
