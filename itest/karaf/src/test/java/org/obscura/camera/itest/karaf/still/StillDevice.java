package org.obscura.camera.itest.karaf.still;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.obscura.camera.DeviceInfo;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraDevice;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.PixelFormat;

/** Delivers a grey picture twenty times a second. */
final class StillDevice implements CameraDevice {
    static final String BACKEND = "still";
    static final String ID = BACKEND + ":grey";
    static final String NAME = "Grey wall";
    private static final Resolution SIZE = new Resolution(640, 480);
    private static final long INTERVAL_MILLIS = 50;

    @Override
    public DeviceInfo getInfo() {
        return new DeviceInfo(ID, NAME, BACKEND, DeviceInfo.Position.UNSPECIFIED, 0, "", "");
    }

    @Override
    public List<Resolution> getResolutions() {
        return List.of(SIZE);
    }

    @Override
    public CameraStream open(Resolution wanted) throws CameraException {
        if (wanted != null && !wanted.equals(SIZE)) {
            throw new CameraException(CameraException.Reason.NOT_SUPPORTED, ID + " has no size but " + SIZE);
        }
        return new Stream();
    }

    private static final class Stream implements CameraStream {
        private final CountDownLatch closed = new CountDownLatch(1);
        private long sequence;

        @Override
        public Resolution getResolution() {
            return SIZE;
        }

        @Override
        public Frame nextFrame(Duration timeout) throws CameraException {
            try {
                if (closed.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw new CameraException(CameraException.Reason.DISCONNECTED, ID + " is closed");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CameraException(CameraException.Reason.FAILED, "Interrupted", e);
            }
            return new Grey(sequence++, Instant.now());
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    private record Grey(long sequence, Instant exposed) implements Frame {

        @Override
        public Resolution getResolution() {
            return SIZE;
        }

        @Override
        public PixelFormat getPixelFormat() {
            return PixelFormat.GRAY8;
        }

        @Override
        public ByteBuffer getData() {
            return ByteBuffer.allocate(SIZE.width() * SIZE.height());
        }

        @Override
        public int getStride() {
            return SIZE.width();
        }

        @Override
        public long getSequence() {
            return sequence;
        }

        @Override
        public Instant getTimestamp() {
            return exposed;
        }

        @Override
        public void close() {
            // nothing is pooled
        }
    }
}
