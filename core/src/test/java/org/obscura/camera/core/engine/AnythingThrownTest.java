package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.CaptureError;
import org.obscura.camera.ControlInfo;
import org.obscura.camera.Resolution;
import org.obscura.camera.ViewFrame;
import org.obscura.camera.ViewOptions;
import org.obscura.camera.ViewSession;
import org.obscura.camera.core.Undeclared;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.ImageDecoder;
import org.obscura.camera.spi.ImageFormat;
import org.obscura.camera.spi.MemoryFrame;
import org.obscura.camera.spi.PixelFormat;

/** Promise 13: devices, frames, codecs and consumers may throw what they do not declare, and may interrupt their thread. */
class AnythingThrownTest extends EngineTestBase {

    static Stream<Throwable> anything() {
        return Stream.of(new IllegalStateException("x"), new StackOverflowError(), new IOException("x"), new Throwable("x"));
    }

    /** A method of a frame that may fail. */
    enum Part {
        SIZE, FORMAT, DATA, STRIDE, TIME, CONTROLS, CLOSE
    }

    /** A frame one of whose methods throws; it is closed all the same. */
    private record FailingFrame(Frame frame, Part part, int firstCall, AtomicInteger calls, Throwable thrown) implements Frame {
        FailingFrame(Frame frame, Part part, int firstCall, Throwable thrown) {
            this(frame, part, firstCall, new AtomicInteger(), thrown);
        }

        private void call(Part called) {
            if (called == part && calls.incrementAndGet() >= firstCall) {
                throw Undeclared.thrown(thrown);
            }
        }

        @Override
        public Resolution getResolution() {
            call(Part.SIZE);
            return frame.getResolution();
        }

        @Override
        public PixelFormat getPixelFormat() {
            call(Part.FORMAT);
            return frame.getPixelFormat();
        }

        @Override
        public ByteBuffer getData() {
            call(Part.DATA);
            return frame.getData();
        }

        @Override
        public int getStride() {
            call(Part.STRIDE);
            return frame.getStride();
        }

        @Override
        public long getSequence() {
            return frame.getSequence();
        }

        @Override
        public Instant getTimestamp() {
            call(Part.TIME);
            return frame.getTimestamp();
        }

        @Override
        public Map<String, Object> getControls() {
            call(Part.CONTROLS);
            return frame.getControls();
        }

        @Override
        public void close() {
            frame.close();
            call(Part.CLOSE);
        }
    }

    @Test
    void aFrameThatThrowsTheSameWhenItIsReadAndClosedFailsItsRequestWithIt() throws Exception {
        ManualDevice device = context.plug("a");
        IllegalStateException same = new IllegalStateException("same");
        device.give(d -> new FailingFrame(new FailingFrame(d.frame(null), Part.CLOSE, 1, same), Part.CONTROLS, 1, same));
        assertEquals("Hand a (hand:a) failed: java.lang.IllegalStateException: same",
                context.awaitFailed(context.camera("front").capture(), CaptureError.RESOURCE));
    }

    @ParameterizedTest
    @MethodSource("anything")
    void aStreamThatCannotListItsControlsTakesImages(Throwable any) throws Exception {
        ManualDevice device = new ManualDevice("a");
        device.controls = new AbstractList<>() {
            @Override
            public ControlInfo get(int index) {
                throw Undeclared.thrown(any);
            }

            @Override
            public int size() {
                throw Undeclared.thrown(any);
            }
        };
        context.plug(device, 0).free();
        context.awaitSaved(context.camera("front").capture());
    }

    @ParameterizedTest
    @MethodSource("anything")
    void aFrameThatCannotBeReadIsClosed(Throwable any) throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front");
        for (Part part : Part.values()) {
            for (int call = 1; call <= 4 && part != Part.CLOSE; call++) {
                int first = call;
                device.give(d -> new FailingFrame(d.frame(null), part, first, any));
                context.awaitEnd(camera.capture());
            }
        }
        device.free();
        context.awaitSaved(camera.capture()); // the fixture looks for frames that are not closed
    }

    @ParameterizedTest
    @MethodSource("anything")
    void aFrameThatCannotBeClosedBecomesAnImage(Throwable any) throws Exception {
        ManualDevice device = context.plug("a");
        device.give(d -> new FailingFrame(d.frame(null), Part.CLOSE, 1, any));
        context.awaitSaved(context.camera("front").capture());
    }

    @ParameterizedTest
    @MethodSource("anything")
    void theNextEncoderEncodesWhateverOneThrows(Throwable any) throws Exception {
        context.encoders.add(new ManualEncoder((frame, format, quality) -> {
            throw Undeclared.thrown(any);
        }, ImageFormat.JPEG), 10, 1);
        context.plug("a").free();
        context.awaitSaved(context.camera("front").capture());
    }

    @ParameterizedTest
    @MethodSource("anything")
    void theViewEndsWhateverItsConsumerThrows(Throwable any) throws Exception {
        context.plug("a").free();
        CompletableFuture<String> warned = new CompletableFuture<>();
        context.onWarning = warned::complete;
        ViewSession view = context.camera("front").view(ViewOptions.defaults(), frame -> {
            throw Undeclared.thrown(any);
        });
        assertEquals("Camera front: the view ends, since its consumer threw", warned.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        assertFalse(view.isOpen());
    }

    @ParameterizedTest
    @MethodSource("anything")
    void viewersGetTheNextFrameWhateverOneThrows(Throwable any) throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front");
        for (Part part : Part.values()) {
            device.give(d -> new FailingFrame(d.frame(null), part, 1, any));
        }
        BlockingQueue<ViewFrame> frames = new LinkedBlockingQueue<>();
        device.give(d -> {
            d.free();
            return d.frame(null);
        });
        ViewSession view = camera.view(new ViewOptions(32, ViewOptions.MAX_RATE), frames::add);
        assertNotNull(frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
        view.close();
    }

    // ---- decoders

    /** What a test makes a decoder do. */
    private interface Decoding {
        Frame decode() throws IOException;
    }

    private static ImageDecoder decoder(Decoding decoding) {
        return new ImageDecoder() {
            @Override
            public Set<ImageFormat> getFormats() {
                return Set.of(ImageFormat.JPEG);
            }

            @Override
            public Frame decode(ByteBuffer image, String format, Resolution minimumSize) throws IOException {
                return decoding.decode();
            }
        };
    }

    private static byte[] jpeg() {
        Frame frame = new MemoryFrame(ManualDevice.LARGE, PixelFormat.BGR24, new byte[32 * 16 * 3], 0, Instant.EPOCH);
        try {
            ByteBuffer encoded = ManualEncoder.WELL.encode(frame, "jpeg", 90);
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void saveDecoded(ImageDecoder decoder) throws Exception {
        context.decoders.add(decoder, 0, 1);
        ManualDevice device = context.plug("a");
        device.give(d -> d.frame(ManualDevice.LARGE, PixelFormat.JPEG, jpeg()));
        context.awaitSaved(context.camera("front", "format", "png").capture());
    }

    @ParameterizedTest
    @MethodSource("anything")
    void theJdkDecodesWhateverADecoderThrows(Throwable any) throws Exception {
        saveDecoded(decoder(() -> {
            throw Undeclared.thrown(any);
        }));
    }

    @ParameterizedTest
    @EnumSource(Part.class)
    void aFrameOfADecoderIsClosedWhateverItThrows(Part part) throws Exception {
        AtomicInteger decoded = new AtomicInteger();
        AtomicInteger closed = new AtomicInteger();
        saveDecoded(decoder(() -> {
            decoded.incrementAndGet();
            Frame frame = new MemoryFrame(ManualDevice.LARGE, PixelFormat.BGR24, ByteBuffer.allocate(32 * 16 * 3), 0, Instant.EPOCH,
                    closed::incrementAndGet);
            return new FailingFrame(frame, part, 1, new IOException("x"));
        }));
        assertEquals(1, decoded.get());
        assertEquals(1, closed.get());
    }

    // ---- interrupts

    @Test
    void anEncoderThatInterruptsItsThreadCostsNoImage() throws Exception {
        context.encoders.add(new ManualEncoder((frame, format, quality) -> {
            Thread.currentThread().interrupt();
            return ManualEncoder.WELL.encode(frame, format, quality);
        }, ImageFormat.JPEG), 10, 1);
        context.plug("a").free();
        CameraService camera = context.camera("front");
        context.awaitSaved(camera.capture());
        List<Integer> requests = Stream.generate(camera::capture).limit(4).toList();
        for (int request : requests) {
            context.awaitSaved(request);
        }
    }

    @Test
    void aDecoderThatInterruptsItsThreadCostsNoImage() throws Exception {
        saveDecoded(decoder(() -> {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        }));
    }

    @Test
    void aFrameThatInterruptsTheThreadThatClosesItBecomesAnImage() throws Exception {
        ManualDevice device = context.plug("a");
        device.give(d -> {
            Frame frame = d.frame(null);
            return new MemoryFrame(frame.getResolution(), frame.getPixelFormat(), frame.getData(), 0, Instant.EPOCH, () -> {
                frame.close();
                Thread.currentThread().interrupt();
            });
        });
        context.awaitSaved(context.camera("front").capture());
    }

    @Test
    void aCheckThatInterruptsItsThreadCostsNoImage() throws Exception {
        context.plug("a").free();
        CameraService camera = context.camera("front");
        for (int i = 0; i < 3; i++) {
            context.awaitSaved(camera.submit(options().build(), frame -> {
                Thread.currentThread().interrupt();
                return true;
            }).getId());
        }
    }

    @Test
    void aReceiverThatInterruptsItsThreadKeepsNoImageFromTheRetention() throws Exception {
        context.receivers.add(image -> Thread.currentThread().interrupt());
        context.plug("a").free();
        CameraService camera = context.camera("front", "retention.count", 2);
        List<Integer> requests = Stream.generate(camera::capture).limit(20).toList();
        for (int request : requests) {
            context.awaitSaved(request);
        }
        context.await(event -> event.getTopic().equals(CameraEvents.TOPIC_IMAGES_DELETED));
        assertFalse(context.warnings.stream().anyMatch(each -> each.contains("retention will not delete")), context.warnings::toString);
    }

    // ---- ownership

    @Test
    void anEncoderThatClosesItsFrameTakesItFromNoOther() throws Exception {
        context.encoders.add(new ManualEncoder((frame, format, quality) -> {
            frame.close();
            throw new IOException("x");
        }, ImageFormat.JPEG), 10, 1);
        context.plug("a").free();
        context.awaitSaved(context.camera("front").capture());
    }

    @Test
    void aFrameWithoutDataFailsItsRequestWithTheNameOfTheDevice() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front");
        device.give(d -> new FailingFrame(d.frame(null), Part.DATA, 1, new IOException("gone")));
        String message = context.awaitFailed(camera.capture(), CaptureError.RESOURCE);
        assertEquals("Hand a (hand:a) failed: java.io.IOException: gone", message);
    }
}
