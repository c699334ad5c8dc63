package org.obscura.camera.support.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.PixelFormat;

class ContinuousStreamTest {
    private static final Duration PLENTY = Duration.ofMinutes(2);
    private static final Resolution SIZE = new Resolution(1, 1);

    /** Delivers frames of one grey pixel, as a test gives them. */
    private static final class HandSource implements FrameSource {
        private static final byte END = -1;

        private final BlockingQueue<Byte> values = new LinkedBlockingQueue<>();

        @Override
        public void open() {
            // nothing to connect to
        }

        @Override
        public SourceFrame read() throws CameraException {
            try {
                byte value = values.take();
                if (value == END) {
                    throw new CameraException(Reason.DISCONNECTED, "the source has ended");
                }
                return new SourceFrame(SIZE, PixelFormat.GRAY8, ByteBuffer.wrap(new byte[] {value}), System.nanoTime());
            } catch (InterruptedException e) {
                throw new CameraException(Reason.FAILED, "interrupted", e);
            }
        }

        @Override
        public void close() {
            values.add(END);
        }
    }

    @Test
    void viewerDoesNotWaitForTheLatency() throws Exception {
        HandSource source = new HandSource();
        source.values.add((byte) 1);
        try (CameraStream stream = ContinuousStream.open("camera", "obscura-test-stream", source, PLENTY, null, PLENTY,
                new ArrivalTimes(PLENTY))) {
            Thread sender = new Thread(() -> {
                try {
                    while (true) {
                        source.values.add((byte) 2);
                        TimeUnit.MILLISECONDS.sleep(20);
                    }
                } catch (InterruptedException e) {
                    return;
                }
            });
            sender.start();
            try (Frame frame = stream.nextViewFrame(PLENTY)) {
                assertEquals(SIZE, frame.getResolution());
            }
            Reason reason = assertThrows(CameraException.class, () -> stream.nextFrame(Duration.ofMillis(200))).getReason();
            assertEquals(Reason.TIMEOUT, reason, "a request needs a frame that arrives after the latency");
            sender.interrupt();
            sender.join();
        }
    }
}
