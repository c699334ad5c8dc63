package org.obscura.camera.bench;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.obscura.camera.ControlInfo;
import org.obscura.camera.DeviceInfo;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraDevice;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.MemoryFrame;
import org.obscura.camera.spi.PixelFormat;

/** A camera that has its frames ready and never lets anybody wait, once its gate is open. */
final class BenchDevice implements CameraDevice {
    private final String id;
    private final Resolution size;
    private final PixelFormat format;
    private final List<ByteBuffer> frames;
    private final List<ControlInfo> controls;
    private final AtomicInteger changes = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    BenchDevice(String id, Resolution size, PixelFormat format, List<byte[]> frames) {
        this(frames.stream().map(ByteBuffer::wrap).toList(), id, size, format, List.of());
    }

    private BenchDevice(List<ByteBuffer> frames, String id, Resolution size, PixelFormat format, List<ControlInfo> controls) {
        this.controls = controls;
        this.id = id;
        this.size = size;
        this.format = format;
        this.frames = frames;
    }

    /** Returns a device whose frames lie outside of the heap, where a native encoder reads them without a copy. */
    static BenchDevice direct(String id, Resolution size, PixelFormat format, List<byte[]> frames) {
        return new BenchDevice(frames.stream().map(each -> ByteBuffer.allocateDirect(each.length).put(each).flip()).toList(), id, size,
                format, List.of());
    }

    /** Returns a device with controls, which takes no time to change them. */
    static BenchDevice controlled(String id, Resolution size, PixelFormat format, List<byte[]> frames, List<ControlInfo> controls) {
        return new BenchDevice(frames.stream().map(ByteBuffer::wrap).toList(), id, size, format, controls);
    }

    /** Returns how often controls were set. */
    int changes() {
        return changes.get();
    }

    void shut() {
        gate = new CountDownLatch(1);
    }

    void openGate() {
        gate.countDown();
    }

    @Override
    public DeviceInfo getInfo() {
        return new DeviceInfo(id, id, "bench", DeviceInfo.Position.UNSPECIFIED, 0, "", "");
    }

    @Override
    public List<Resolution> getResolutions() {
        return List.of(size);
    }

    @Override
    public CameraStream open(Resolution wanted) {
        return new Stream();
    }

    private final class Stream implements CameraStream {
        private long sequence;

        @Override
        public Resolution getResolution() {
            return size;
        }

        @Override
        public List<ControlInfo> getControls() {
            return controls;
        }

        @Override
        public void apply(Map<String, Object> values) {
            changes.incrementAndGet();
        }

        @Override
        public Frame nextFrame(Duration timeout) throws CameraException {
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new CameraException(Reason.FAILED, "interrupted", e);
            }
            ByteBuffer shared = frames.get((int) (sequence % frames.size()));
            return new MemoryFrame(size, format, shared, sequence++, Instant.now(), () -> {});
        }

        @Override
        public void close() {
            // nothing runs
        }
    }
}
