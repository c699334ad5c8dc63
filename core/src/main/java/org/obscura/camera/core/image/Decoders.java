package org.obscura.camera.core.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.Resolution;
import org.obscura.camera.core.logging.EngineLog;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.ImageDecoder;
import org.obscura.camera.spi.ImageFormat;
import org.obscura.camera.spi.PixelFormat;

/**
 * The installed decoders, highest ranking first; they may be added and removed at any time. The decoder of the JDK is not among them: it is
 * used if none of them succeeds.
 */
public final class Decoders {

    private record Entry(ImageDecoder decoder, Set<String> formats, int ranking, long serviceId) {
    }

    private static final Comparator<Entry> BEST_FIRST = Comparator.comparingInt(Entry::ranking).reversed()
            .thenComparingLong(Entry::serviceId);

    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final EngineLog log;

    public Decoders(EngineLog log) {
        this.log = log;
    }

    /** Adds a service, or takes over its changed ranking. */
    public void add(ImageDecoder decoder, int ranking, long serviceId) {
        try {
            Set<String> formats = decoder.getFormats().stream().map(ImageFormat::name).collect(Collectors.toUnmodifiableSet());
            put(new Entry(decoder, formats, ranking, serviceId));
        } catch (RuntimeException | Error e) {
            log.warn("The decoder of service {} is not used: it does not list its formats", serviceId, e);
        }
    }

    private synchronized void put(Entry entry) {
        entries.add(entry); // before the old one goes, so that there is no moment without
        entries.removeIf(old -> old.decoder == entry.decoder && old != entry);
        entries.sort(BEST_FIRST);
    }

    public synchronized void remove(ImageDecoder decoder) {
        entries.removeIf(entry -> entry.decoder == decoder);
    }

    /**
     * Decodes an image by the highest-ranked decoder that succeeds.
     *
     * @param minimumSize the decoder may scale the image down, but not below this size
     * @return null if the JDK is to decode the image: none of the decoders can, or it has a colour profile, which only the JDK applies
     */
    @Nullable
    Frame decode(ByteBuffer image, String format, Resolution minimumSize) {
        if (entries.isEmpty() || format.equals(ImageFormat.JPEG.name()) && JpegHeader.of(image).hasProfile()) {
            return null;
        }
        for (Entry entry : entries) {
            if (entry.formats.contains(format)) {
                try {
                    Frame frame = entry.decoder.decode(image.slice().asReadOnlyBuffer(), format, minimumSize);
                    String problem = problem(frame);
                    if (problem == null) {
                        return frame;
                    }
                    if (frame != null) {
                        frame.close();
                    }
                    throw new IOException("it returned " + problem);
                } catch (Exception | Error e) {
                    log.debug("The decoder {} failed for {}", entry.decoder.getClass().getName(), format, e);
                }
            }
        }
        return null;
    }

    private static @Nullable String problem(@Nullable Frame frame) {
        if (frame == null) {
            return "nothing";
        }
        if (frame.getPixelFormat() != PixelFormat.BGR24) {
            return frame.getPixelFormat() + " instead of BGR24";
        }
        Resolution size = frame.getResolution();
        long row = size.width() * 3L;
        boolean whole = frame.getStride() >= row && frame.getData().remaining() >= (size.height() - 1L) * frame.getStride() + row;
        return whole ? null : "too few bytes for " + size;
    }
}
