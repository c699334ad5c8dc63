package org.obscura.camera.simulated;

import java.time.Instant;
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
    public void refresh() {
        // nothing to look for
    }

    @Override
    public FrameGenerator open(Resolution resolution) {
        return (sequence, time, format) -> expose(resolution, sequence, time, format);
    }

    private Frame expose(Resolution resolution, long sequence, Instant time, PixelFormat format) throws CameraException {
        if (format != PixelFormat.JPEG) {
            return card(new Key(resolution, format)).expose(sequence, time);
        }
        try (Frame frame = card(new Key(resolution, PixelFormat.BGR24)).expose(sequence, time)) {
            byte[] jpeg = ImageFiles.toJpeg(frame.getData().array(), resolution);
            return new MemoryFrame(resolution, PixelFormat.JPEG, jpeg, sequence, time);
        }
    }

    private synchronized TestPattern card(Key key) {
        TestPattern card = cards.computeIfAbsent(key, k -> new TestPattern(k.resolution(), k.format(), name));
        if (cards.size() > CARDS_KEPT) {
            cards.remove(cards.keySet().iterator().next()); // the one used longest ago
        }
        return card;
    }
}
