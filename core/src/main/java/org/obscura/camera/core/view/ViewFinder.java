package org.obscura.camera.core.view;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

import com.google.errorprone.annotations.concurrent.GuardedBy;

import org.obscura.camera.ViewFrame;
import org.obscura.camera.ViewOptions;
import org.obscura.camera.ViewSession;
import org.obscura.camera.core.config.Masks;
import org.obscura.camera.core.image.FrameOrientation;
import org.obscura.camera.core.image.ViewRenderer;
import org.obscura.camera.core.logging.EngineLog;
import org.obscura.camera.spi.Frame;

/**
 * The one source of all viewers of a camera. It says when the next frame is due, and renders the frames that the engine offers, one at a
 * time on a thread of its own: a machine that is too slow for the rate shows fewer frames. Its monitor is never held during a call of
 * others.
 */
public final class ViewFinder {
    /** The answer of {@link #nanosUntilDue()} while there is no viewer. */
    public static final long NO_VIEWER = -1;

    private final String cameraId;
    private final ViewRenderer renderer;
    private final BiConsumer<String, Runnable> threads;
    private final EngineLog log;
    private final Supplier<Masks> masks;
    private final Runnable onChange;
    @GuardedBy("this")
    private final List<Viewer> viewers = new ArrayList<>();
    @GuardedBy("this")
    private boolean rendering;
    @GuardedBy("this")
    private boolean closed;

    /**
     * Creates one.
     *
     * @param threads runs a task that may block, on a thread with the name of a role
     * @param masks supplies the parts of frames that are hidden
     * @param onChange called without the monitor whenever {@link #nanosUntilDue()} may have become shorter
     */
    public ViewFinder(String cameraId, ViewRenderer renderer, BiConsumer<String, Runnable> threads, EngineLog log,
            Supplier<Masks> masks, Runnable onChange) {
        this.cameraId = cameraId;
        this.renderer = renderer;
        this.threads = threads;
        this.log = log;
        this.masks = masks;
        this.onChange = onChange;
    }

    /**
     * Adds a viewer.
     *
     * @param problem says why no frames come, "" if they do
     */
    public ViewSession open(ViewOptions options, Consumer<? super ViewFrame> consumer, Supplier<String> problem) {
        Viewer viewer = new Viewer(options, consumer, this, problem);
        synchronized (this) {
            if (closed) {
                viewer.end();
                return viewer;
            }
            viewers.add(viewer);
        }
        onChange.run();
        return viewer;
    }

    /** Returns after how many nanoseconds a frame is due: 0 for one at once, {@link Long#MAX_VALUE} while one is rendered. */
    public synchronized long nanosUntilDue() {
        if (viewers.isEmpty()) {
            return NO_VIEWER;
        }
        long now = System.nanoTime();
        return rendering ? Long.MAX_VALUE : viewers.stream().mapToLong(viewer -> viewer.dueIn(now)).min().orElse(Long.MAX_VALUE);
    }

    /**
     * Takes a frame over, and closes it when it is rendered.
     *
     * @param orientation how the frame is turned
     * @return false if none is due; then the frame stays the caller's
     */
    public boolean offer(Frame frame, String deviceId, FrameOrientation orientation) {
        List<Viewer> due;
        synchronized (this) {
            long now = System.nanoTime();
            due = rendering ? List.of() : viewers.stream().filter(viewer -> viewer.isDue(now)).toList();
            if (due.isEmpty()) {
                return false;
            }
            due.forEach(viewer -> viewer.taken(now));
            rendering = true;
        }
        threads.accept("view-" + cameraId, () -> render(frame, deviceId, orientation, due));
        return true;
    }

    private void render(Frame frame, String deviceId, FrameOrientation orientation, List<Viewer> due) {
        Map<Integer, ViewFrame> byWidth = new HashMap<>();
        try (frame) {
            for (Viewer viewer : due) {
                ViewFrame rendered = byWidth.get(viewer.width());
                if (rendered == null) {
                    rendered = new ViewFrame(renderer.render(frame, orientation, viewer.width(), masks.get()), deviceId,
                            frame.getTimestamp());
                    byWidth.put(viewer.width(), rendered);
                }
                viewer.deliver(rendered);
            }
        } catch (Throwable e) { // the next frame may be better
            log.debug("Camera {}: a frame for the viewers could not be rendered", cameraId, e);
        } finally {
            synchronized (this) {
                rendering = false;
            }
            onChange.run();
        }
    }

    void executeDelivery(Runnable task) {
        threads.accept("viewer-" + cameraId, task);
    }

    void failed(Viewer viewer, Throwable e) {
        viewer.close();
        log.warn("Camera {}: the view ends, since its consumer threw", cameraId, e);
    }

    synchronized void remove(Viewer viewer) {
        viewers.remove(viewer);
    }

    /** Closes all viewers. */
    public void close() {
        List<Viewer> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(viewers);
            viewers.clear();
        }
        all.forEach(Viewer::end);
    }
}
