package org.obscura.camera.core.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
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
import org.obscura.camera.spi.MemoryFrame;
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
        } catch (Throwable e) { // code of others, which may throw what it does not declare
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
                boolean interrupted = Thread.currentThread().isInterrupted(); // the thread may be one of an application
                try {
                    return checked(entry.decoder, entry.decoder.decode(image.slice().asReadOnlyBuffer(), format, minimumSize));
                } catch (Throwable e) { // code of others, which may throw what it does not declare
                    log.debug("The decoder {} failed for {}", entry.decoder.getClass().getName(), format, e);
                } finally {
                    if (!interrupted) {
                        Thread.interrupted(); // an interrupt by the decoder must not break the file that is written next
                    }
                }
            }
        }
        return null;
    }

    /** Returns what a decoder returned, which is read once, if it is as promised; else closes it. */
    private Frame checked(ImageDecoder decoder, @Nullable Frame frame) throws IOException {
        if (frame == null) {
            throw new IOException("it returned nothing");
        }
        try {
            if (frame.getPixelFormat() != PixelFormat.BGR24) {
                throw new IOException("it returned " + frame.getPixelFormat() + " instead of BGR24");
            }
            Frame pixels = new MemoryFrame(frame.getResolution(), PixelFormat.BGR24, frame.getData(), frame.getStride(), 0, Instant.EPOCH,
                    () -> close(decoder, frame));
            if (!isWhole(pixels)) {
                throw new IOException("it returned too few bytes for " + pixels.getResolution());
            }
            return pixels;
        } catch (Throwable e) { // code of others, which may throw what it does not declare
            close(decoder, frame);
            throw e;
        }
    }

    private void close(ImageDecoder decoder, Frame frame) {
        try {
            frame.close();
        } catch (Throwable e) { // code of others, which must not cost an image
            log.debug("A frame of the decoder {} cannot be closed", decoder.getClass().getName(), e);
        }
    }

    private static boolean isWhole(Frame frame) {
        Resolution size = frame.getResolution();
        long row = size.width() * 3L;
        return frame.getStride() >= row && frame.getData().remaining() >= (size.height() - 1L) * frame.getStride() + row;
    }
}
