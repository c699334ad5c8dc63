package org.obscura.camera.core.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.Resolution;
import org.obscura.camera.core.logging.EngineLog;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.ImageEncoder;
import org.obscura.camera.spi.ImageFormat;
import org.obscura.camera.spi.LosslessTransform;
import org.obscura.camera.spi.PixelFormat;

/** The installed encoders, highest ranking first; they may be added and removed at any time. */
public final class Encoders {

    /** An encoder, and what it supports: read once, when it is added. */
    private record Entry(ImageEncoder encoder, Set<ImageFormat> formats, Set<PixelFormat> pixelFormats, int ranking, long serviceId) {
        boolean encodes(ImageFormat format) {
            for (ImageFormat supported : formats) {
                if (supported.name().equals(format.name())) {
                    return true;
                }
            }
            return false;
        }

        boolean encodes(PixelFormat from, ImageFormat to) {
            return pixelFormats.contains(from) && encodes(to);
        }
    }

    private static final Comparator<Entry> BEST_FIRST = Comparator.comparingInt(Entry::ranking).reversed()
            .thenComparingLong(Entry::serviceId);

    private static final int THUMBNAIL_QUALITY = 75;

    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final Decoders decoders;
    private final EngineLog log;

    public Encoders(Decoders decoders, EngineLog log) {
        this.decoders = decoders;
        this.log = log;
    }

    /** Adds a service, or takes over its changed ranking. */
    public void add(ImageEncoder encoder, int ranking, long serviceId) {
        try {
            put(new Entry(encoder, Set.copyOf(encoder.getFormats()), Set.copyOf(encoder.getPixelFormats()), ranking, serviceId));
        } catch (Throwable e) { // code of others, which may throw what it does not declare
            log.warn("The encoder of service {} is not used: it does not list its formats", serviceId, e);
        }
    }

    private synchronized void put(Entry entry) {
        entries.add(entry); // before the old one goes, so that there is no moment without
        entries.removeIf(old -> old.encoder == entry.encoder && old != entry);
        entries.sort(BEST_FIRST);
    }

    public synchronized void remove(ImageEncoder encoder) {
        entries.removeIf(entry -> entry.encoder == encoder);
    }

    /** Returns the format with this name or suffix, in upper or lower case. */
    public Optional<ImageFormat> find(String word) {
        return entries.stream().flatMap(entry -> entry.formats.stream()).filter(format -> format.matches(word)).findFirst();
    }

    /** Returns the names of all formats, sorted. */
    public List<String> names() {
        return entries.stream().flatMap(entry -> entry.formats.stream()).map(ImageFormat::name).distinct().sorted().toList();
    }

    /** Returns the frame in a pixel format that an encoder of the format reads: a JPEG frame is decoded if none reads it. */
    public Frame readable(Frame frame, ImageFormat format) throws IOException {
        return frame.getPixelFormat() == PixelFormat.JPEG
                && entries.stream().noneMatch(entry -> entry.encodes(PixelFormat.JPEG, format)) ? JpegDecoder.decode(frame, decoders)
                        : frame;
    }

    /** Returns the pixels of a JPEG frame. */
    Frame decoded(Frame frame) throws IOException {
        return JpegDecoder.decode(frame, decoders);
    }

    /**
     * Changes a JPEG image without loss by the highest-ranked encoder that can.
     *
     * @param size the size that the result must have
     * @return null if none can
     */
    @Nullable
    ByteBuffer transform(ByteBuffer image, LosslessTransform transform, Resolution size) {
        for (Entry entry : entries) {
            if (entry.encodes(ImageFormat.JPEG)) {
                try {
                    ByteBuffer bytes = entry.encoder.transform(image.duplicate(), ImageFormat.JPEG.name(), transform);
                    if (bytes != null && EncodedImageValidator.problem(bytes, ImageFormat.JPEG.name(), size) == null) {
                        return bytes;
                    }
                } catch (Throwable e) { // code of others, which may throw what it does not declare
                    log.debug("The encoder {} failed to transform an image", entry.encoder.getClass().getName(), e);
                } finally {
                    Thread.interrupted(); // an interrupt by the encoder must not break the file that is written next
                }
            }
        }
        return null;
    }

    /** Returns the thumbnail of a frame as a JPEG image; null if there is none, which does not fail the image. */
    public @Nullable ByteBuffer thumbnail(Frame frame) {
        if (frame.getPixelFormat() == PixelFormat.JPEG) {
            return null; // decoding it would cost many times as much as the image
        }
        try (Frame small = Thumbnail.of(frame)) {
            return encode(small, ImageFormat.JPEG, THUMBNAIL_QUALITY);
        } catch (Throwable e) {
            log.debug("No thumbnail was encoded", e);
            return null;
        }
    }

    /** Encodes by the highest-ranked encoder that supports both formats; if it fails or returns no image, by the next. */
    public ByteBuffer encode(Frame frame, ImageFormat format, int quality) throws IOException {
        Frame source = readable(frame, format);
        Throwable first = null;
        String failed = "";
        for (Entry entry : entries) {
            if (!entry.encodes(source.getPixelFormat(), format)) {
                continue;
            }
            ImageEncoder encoder = entry.encoder;
            String name = encoder.getClass().getName();
            Throwable thrown;
            try {
                ByteBuffer bytes = encoder.encode(new LentFrame(source), format.name(), quality);
                String problem = EncodedImageValidator.problem(bytes, format.name(), source.getResolution());
                if (problem == null) {
                    return bytes;
                }
                thrown = new IOException("it returned " + problem);
            } catch (Throwable e) { // code of others, which may throw what it does not declare
                thrown = e;
            } finally {
                Thread.interrupted(); // an interrupt by the encoder must not break the file that is written next
            }
            log.debug("The encoder {} failed for {}", name, format.name(), thrown);
            if (first == null) {
                first = thrown;
                failed = name;
            }
        }
        if (first == null) {
            throw new IOException("no encoder supports " + format.name() + " of " + source.getPixelFormat() + " frames");
        }
        throw new IOException(failed + " failed: " + Objects.requireNonNullElseGet(first.getMessage(), first::toString), first);
    }
}
