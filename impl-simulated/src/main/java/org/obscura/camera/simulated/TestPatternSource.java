package org.obscura.camera.simulated;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.MemoryFrame;
import org.obscura.camera.spi.PixelFormat;

/** The test card in any of the configured sizes. */
final class TestPatternSource implements FrameSource {
    private static final int CARDS_KEPT = 2;

    private final List<Resolution> resolutions;
    private final String name;
    @GuardedBy("this")
    private final Map<Key, TestPattern> cards = new LinkedHashMap<>(4, 0.75f, true);

    private record Key(Resolution resolution, PixelFormat format) {
        /** Compares field by field: the JDK would hold the class of a record, and so this bundle, for the method that it generates. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Key that && resolution.equals(that.resolution) && format == that.format;
        }

        @Override
        public int hashCode() {
            return resolution.hashCode() * 31 + format.hashCode();
        }
    }

    TestPatternSource(List<Resolution> resolutions, String name) {
        this.resolutions = resolutions;
        this.name = name;
    }

    @Override
    public List<Resolution> getResolutions() {
        return resolutions;
    }

    @Override
    public String getProblem() {
        return "";
    }

    @Override
    public boolean hasControls() {
        return true;
    }

    @Override
    public void refresh() {
        // nothing to look for
    }

    @Override
    public FrameGenerator open(Resolution resolution, PixelFormat expected) {
        card(resolution, expected);
        return (sequence, time, format, controls) -> expose(resolution, sequence, time, format, controls);
    }

    private Frame expose(Resolution resolution, long sequence, Instant time, PixelFormat format, ControlValues controls)
            throws CameraException {
        boolean jpeg = format == PixelFormat.JPEG;
        PixelFormat drawn = drawn(format);
        Frame frame = card(resolution, format).expose(sequence, time);
        if (!jpeg && !controls.isChanged()) {
            return frame;
        }
        try (frame) {
            byte[] pixels = frame.getData().array();
            if (controls.isChanged()) {
                pixels = new ImageEffects(resolution, drawn).apply(pixels, controls, largest(resolutions));
                TestPattern.drawControls(new Canvas(pixels, resolution, drawn), controls);
            }
            byte[] data = jpeg ? ImageFiles.toJpeg(pixels, resolution) : pixels;
            return new MemoryFrame(resolution, format, ByteBuffer.wrap(data), jpeg ? 0 : resolution.width() * drawn.bytesPerPixel(),
                    sequence,
                    time, controls.isChanged() ? controls.used() : Map.of(), () -> {});
        }
    }

    /** Returns the size whose pixels a region counts. */
    static Resolution largest(List<Resolution> resolutions) {
        return resolutions.stream().max(Comparator.comparingLong(size -> (long) size.width() * size.height())).orElseThrow();
    }

    /** Returns the format in which the card is drawn for frames of a format. */
    private static PixelFormat drawn(PixelFormat format) {
        return format == PixelFormat.JPEG ? PixelFormat.BGR24 : format;
    }

    private synchronized TestPattern card(Resolution resolution, PixelFormat format) {
        TestPattern card = cards.computeIfAbsent(new Key(resolution, drawn(format)),
                k -> new TestPattern(k.resolution(), k.format(), name));
        if (cards.size() > CARDS_KEPT) {
            cards.remove(cards.keySet().iterator().next()); // the one used longest ago
        }
        return card;
    }
}
