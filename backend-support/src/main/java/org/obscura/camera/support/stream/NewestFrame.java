package org.obscura.camera.support.stream;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.support.config.Durations;

/**
 * The newest frame of a source, handed from the thread that reads to the one that waits.
 * <p>
 * After a pause, frames may be old although they arrive now: a network delivers what it held back, and a program that gives up writes what
 * it still has. Such frames are passed over until they come at their usual pace again, or one stays the last for a second while the source
 * lives.
 */
final class NewestFrame {
    /** A gap of so many usual ones is a pause. */
    private static final int PAUSE = 4;
    private static final long SHORTEST_PAUSE = Duration.ofMillis(500).toNanos();
    /** How long a frame after a pause must stay alone. */
    private static final long SETTLE = Duration.ofSeconds(1).toNanos();
    /** What still comes faster than usual so long after a pause is the new pace. */
    private static final long LONGEST_DOUBT = Duration.ofSeconds(2).toNanos();
    /** A source that is silent for so many usual gaps is dead. */
    private static final int DEAD = 10;
    private static final long SHORTEST_DEAD = Duration.ofSeconds(3).toNanos();

    private final String device;
    private final FrameSource source;
    private SourceFrame frame;
    private long count;
    private long received;
    private long usualGap;
    private boolean afterPause;
    private long pauseEnd;
    private CameraException skipped;
    private CameraException end;

    /** A frame and its number. */
    record Numbered(SourceFrame frame, long sequence) {
    }

    NewestFrame(String device, FrameSource source) {
        this.device = device;
        this.source = source;
    }

    /** Takes a frame from the thread that reads. */
    synchronized void put(SourceFrame next) {
        long now = System.nanoTime();
        if (count > 0) {
            pace(now - received, now);
        }
        received = now;
        count++;
        if (frame != null) {
            source.recycle(frame);
        }
        frame = next;
        notifyAll();
    }

    private void pace(long gap, long now) {
        if (gap > Math.max(SHORTEST_PAUSE, PAUSE * usualGap)) {
            afterPause = true;
            pauseEnd = now;
        } else {
            afterPause &= gap < usualGap / 2 && now - pauseEnd < LONGEST_DOUBT;
        }
        usualGap = usualGap == 0 ? gap : usualGap + (Math.min(gap, PAUSE * usualGap) - usualGap) / 8;
    }

    /** Notes that something was no image. */
    synchronized void skipped(CameraException why) {
        skipped = why;
    }

    /** Ends all waiting, for good. */
    synchronized void end(CameraException why) {
        if (end == null) {
            end = why;
            notifyAll();
        }
    }

    /** Waits for the first frame. */
    synchronized Resolution awaitFirst(Duration timeout) throws CameraException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (frame == null) {
            await(deadline, 0, timeout);
        }
        return frame.size();
    }

    /** Waits for a frame that arrives at that time or later, and takes it. */
    synchronized Numbered await(long earliest, Duration timeout) throws CameraException {
        long now = System.nanoTime();
        long deadline = now + timeout.toNanos();
        long silent = now - received;
        if (end == null && silent > Math.max(SHORTEST_DEAD, DEAD * usualGap)) {
            throw new CameraException(Reason.DISCONNECTED,
                    device + " has sent nothing for " + TimeUnit.NANOSECONDS.toMillis(silent) + " ms");
        }
        while (frame == null || frame.arrivedNanos() - earliest < 0 || isDoubtful()) {
            boolean candidate = frame != null && frame.arrivedNanos() - earliest >= 0;
            await(deadline, candidate ? SETTLE - (System.nanoTime() - received) : 0, timeout);
        }
        Numbered taken = new Numbered(frame, count - 1);
        frame = null;
        return taken;
    }

    private boolean isDoubtful() {
        return afterPause && System.nanoTime() - received < SETTLE;
    }

    /** Waits until something happens, the deadline has come, or the time is over that is not 0. */
    private void await(long deadline, long longest, Duration timeout) throws CameraException {
        if (end != null) {
            throw new CameraException(end.getReason(), end.getMessage(), end);
        }
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            throw skipped != null ? new CameraException(skipped.getReason(), skipped.getMessage(), skipped)
                    : new CameraException(Reason.TIMEOUT, device + " delivered no image within " + Durations.format(timeout));
        }
        try {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(1_000_000, longest > 0 ? Math.min(left, longest) : left));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CameraException(Reason.FAILED, "The thread that waited for " + device + " was interrupted", e);
        }
    }
}
