package org.obscura.camera.trigger.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.obscura.camera.ViewFrame;

/** The last frames of a camera: not more than a number, not older than a time before the newest one, and not more than some bytes. */
public final class FrameRing {
    private final int maxFrames;
    private final Duration maxAge;
    private final long maxBytes;
    @GuardedBy("this")
    private final Deque<ViewFrame> frames = new ArrayDeque<>();
    @GuardedBy("this")
    private long bytes;

    public FrameRing(int maxFrames, Duration maxAge, long maxBytes) {
        this.maxFrames = maxFrames;
        this.maxAge = maxAge;
        this.maxBytes = maxBytes;
    }

    /** Adds the newest frame, and drops the oldest ones that are too many, too old or too large. */
    public synchronized void add(ViewFrame frame) {
        frames.add(frame);
        bytes += size(frame);
        Instant oldest = frame.timestamp().minus(maxAge);
        while (!frames.isEmpty()
                && (frames.size() > maxFrames || bytes > maxBytes || frames.getFirst().timestamp().isBefore(oldest))) {
            bytes -= size(frames.removeFirst());
        }
    }

    private static long size(ViewFrame frame) {
        return frame.jpeg().remaining();
    }

    /** Returns the frames in the order of their exposure, and forgets them. */
    public synchronized List<ViewFrame> take() {
        List<ViewFrame> all = List.copyOf(frames);
        clear();
        return all;
    }

    /** Forgets all frames. */
    public synchronized void clear() {
        frames.clear();
        bytes = 0;
    }

    /** Returns how many bytes the images have. */
    synchronized long bytes() {
        return bytes;
    }
}
