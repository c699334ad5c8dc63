package org.obscura.camera.support.stream;

import java.time.Duration;
import java.time.Instant;

import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.MemoryFrame;

/**
 * A stream over a source that delivers frames by itself. A thread reads all of them, since what is not read grows old in buffers, and keeps
 * the newest. A request gets the first frame of which the first byte arrives at least the source's latency after the request.
 */
public final class ContinuousStream implements CameraStream {
    private static final Duration JOIN = Duration.ofMillis(800);

    private final String device;
    private final FrameSource source;
    private final Duration latency;
    private final ArrivalTimes times;
    private final NewestFrame newest;
    private final Thread reader;
    private volatile boolean closed;
    private Resolution size;

    private ContinuousStream(String device, String thread, FrameSource source, Duration latency, ArrivalTimes times) {
        this.times = times;
        this.device = device;
        this.source = source;
        this.latency = latency;
        this.newest = new NewestFrame(device, source);
        this.reader = new Thread(this::read, thread);
        this.reader.setDaemon(true);
    }

    /**
     * Opens a stream and waits for its first frame, which tells the size.
     *
     * @param device names the device in messages
     * @param thread the name of the thread that reads
     * @param source the source, which belongs to the stream from now on
     * @param latency the most time that passes between an exposure and the arrival of its first byte
     * @param wanted the size that frames must have, or null
     * @param limit how long the first frame may take
     * @param times get how long each frame took
     * @return the stream
     * @throws CameraException if there is no frame in time, or its size is not the one wanted
     */
    public static ContinuousStream open(String device, String thread, FrameSource source, Duration latency, Resolution wanted,
            Duration limit, ArrivalTimes times)
            throws CameraException {
        ContinuousStream stream = new ContinuousStream(device, thread, source, latency, times);
        stream.reader.start();
        boolean opened = false;
        try {
            stream.size = stream.newest.awaitFirst(limit);
            Sizes.check(device, wanted, stream.size);
            opened = true;
            return stream;
        } catch (CameraException e) {
            throw e.getReason() == Reason.TIMEOUT ? new CameraException(Reason.TIMEOUT, e.getMessage() + source.instead(), e) : e;
        } finally {
            if (!opened) {
                stream.close();
            }
        }
    }

    private void read() {
        try {
            source.open();
            while (!closed) {
                try {
                    newest.put(source.read());
                } catch (CameraException e) {
                    if (e.getReason() != Reason.BAD_FRAME) {
                        throw e;
                    }
                    newest.skipped(e);
                }
            }
        } catch (CameraException e) {
            newest.end(e);
        } catch (RuntimeException | Error e) {
            newest.end(new CameraException(Reason.FAILED, device + " failed: " + e, e));
        } finally {
            source.close();
        }
    }

    @Override
    public Resolution getResolution() {
        return size;
    }

    @Override
    public Frame nextFrame(Duration timeout) throws CameraException {
        long begin = System.nanoTime();
        Frame frame = next(begin + latency.toNanos(), timeout);
        times.add(System.nanoTime() - begin);
        return frame;
    }

    @Override
    public Frame nextViewFrame(Duration timeout) throws CameraException {
        return next(System.nanoTime(), timeout);
    }

    private Frame next(long earliest, Duration timeout) throws CameraException {
        NewestFrame.Numbered frame;
        try {
            checkOpen();
            frame = newest.await(earliest, timeout);
        } catch (CameraException e) {
            checkOpen();
            throw e;
        }
        SourceFrame received = frame.frame();
        Sizes.checkUnchanged(device, size, received.size());
        Instant timestamp = Instant.now().minusNanos(System.nanoTime() - received.arrivedNanos()).minus(latency);
        return new MemoryFrame(size, received.format(), received.data(), frame.sequence(), timestamp, () -> source.recycle(received));
    }

    private void checkOpen() throws CameraException {
        if (closed) {
            throw new CameraException(Reason.DISCONNECTED, "The stream of " + device + " is closed");
        }
    }

    @Override
    public void close() {
        closed = true;
        newest.end(new CameraException(Reason.DISCONNECTED, "The stream of " + device + " is closed"));
        source.close();
        if (Thread.currentThread() != reader) {
            try {
                reader.join(JOIN.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
