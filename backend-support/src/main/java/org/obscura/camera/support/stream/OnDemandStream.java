package org.obscura.camera.support.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.MemoryFrame;
import org.obscura.camera.support.config.Durations;

/**
 * A stream over a source that delivers a frame per call. A source of some latency may answer with a frame of that age, so each call begins
 * that much after the request; what it delivers is then exposed after the request.
 */
public final class OnDemandStream implements CameraStream {
    private final String device;
    private final String thread;
    private final FrameFetcher fetcher;
    private final Duration latency;
    private final Resolution size;
    private final ArrivalTimes times;
    private final Object lock = new Object();
    private boolean closed;
    private long sequence;

    private OnDemandStream(String device, String thread, FrameFetcher fetcher, Duration latency, Resolution size, ArrivalTimes times) {
        this.times = times;
        this.device = device;
        this.thread = thread;
        this.fetcher = fetcher;
        this.latency = latency;
        this.size = size;
    }

    /**
     * Opens a stream. A first frame is fetched, which tells the size.
     *
     * @param device names the device in messages
     * @param thread the name of the threads that fetch
     * @param fetcher the source
     * @param latency the most time that passes between an exposure and its arrival
     * @param wanted the size that frames must have, or null
     * @param limit how long the first frame may take
     * @param times get how long each frame took
     * @return the stream
     * @throws CameraException if there is no frame in time, or its size is not the one wanted
     */
    public static OnDemandStream open(String device, String thread, FrameFetcher fetcher, Duration latency, Resolution wanted,
            Duration limit, ArrivalTimes times)
            throws CameraException {
        SourceFrame first;
        try {
            first = BoundedCall.run(thread, limit, fetcher::fetch, fetcher::abort,
                    device + " delivered no image within " + Durations.format(limit));
        } catch (CameraException e) {
            throw e.getReason() == Reason.TIMEOUT ? new CameraException(Reason.TIMEOUT, e.getMessage() + fetcher.instead(), e) : e;
        }
        Sizes.check(device, wanted, first.size());
        return new OnDemandStream(device, thread, fetcher, latency, first.size(), times);
    }

    @Override
    public Resolution getResolution() {
        return size;
    }

    @Override
    public Frame nextFrame(Duration timeout) throws CameraException {
        long begin = System.nanoTime();
        long end = begin + timeout.toNanos();
        awaitLatency(Math.min(latency.toNanos(), timeout.toNanos()));
        Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
        SourceFrame frame;
        try {
            frame = BoundedCall.run(thread, left, fetcher::fetch, fetcher::abort,
                    device + " delivered no image within " + Durations.format(timeout));
        } catch (CameraException e) {
            checkOpen();
            throw e;
        }
        checkOpen();
        times.add(System.nanoTime() - begin);
        Sizes.checkUnchanged(device, size, frame.size());
        Instant timestamp = Instant.now().minusNanos(System.nanoTime() - frame.arrivedNanos()).minus(latency);
        return new MemoryFrame(size, frame.format(), frame.data(), sequence++, timestamp, () -> {});
    }

    private void awaitLatency(long nanos) throws CameraException {
        long end = System.nanoTime() + nanos;
        synchronized (lock) {
            checkOpen();
            for (long left = nanos; left > 0; left = end - System.nanoTime()) {
                try {
                    TimeUnit.NANOSECONDS.timedWait(lock, left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new CameraException(Reason.FAILED, "The thread that waited for " + device + " was interrupted", e);
                }
                checkOpen();
            }
        }
    }

    private void checkOpen() throws CameraException {
        synchronized (lock) {
            if (closed) {
                throw new CameraException(Reason.DISCONNECTED, "The stream of " + device + " is closed");
            }
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
        fetcher.abort();
    }
}
