package org.obscura.camera.trigger.view;

import java.util.Optional;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.FrameAnalysis;
import org.osgi.service.log.Logger;

/**
 * An analysis, which is code of others: one thread at a time uses it, so it is closed after the frame that it analyzes, by the thread
 * that analyzes; no other thread waits for it. What it throws is logged.
 */
final class GuardedAnalysis implements AutoCloseable {
    private final FrameAnalysis analysis;
    private final Logger log;
    @GuardedBy("this")
    private boolean analyzing;
    @GuardedBy("this")
    private boolean closed;

    GuardedAnalysis(FrameAnalysis analysis, Logger log) {
        this.analysis = analysis;
        this.log = log;
    }

    /** Analyzes a frame; finds nothing if it is closed. Called by one thread at a time. */
    Optional<String> analyze(Frame frame) {
        synchronized (this) {
            if (closed) {
                return Optional.empty();
            }
            analyzing = true;
        }
        try {
            return analysis.analyze(frame);
        } catch (Throwable e) {
            log.warn("The analyzer threw for a frame", e);
            return Optional.empty();
        } finally {
            if (endAnalysis()) {
                closeAnalysis();
            }
        }
    }

    /** Returns whether it was to be closed meanwhile. */
    private synchronized boolean endAnalysis() {
        analyzing = false;
        return closed;
    }

    @Override
    public void close() {
        synchronized (this) {
            boolean later = closed || analyzing;
            closed = true;
            if (later) {
                return;
            }
        }
        closeAnalysis();
    }

    private void closeAnalysis() {
        try {
            analysis.close();
        } catch (Throwable e) {
            log.warn("The analyzer threw when its analysis was closed", e);
        }
    }
}
