package org.obscura.camera.core.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import org.obscura.camera.core.Log;
import org.obscura.camera.core.file.Destination;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.ImageEncoder;
import org.obscura.camera.spi.ImageFormat;
import org.obscura.camera.spi.PixelFormat;

/** The encoders that are there, best first; they come and go. */
public final class Encoders implements Destination.Formats {

    private record Entry(ImageEncoder encoder, int ranking, long serviceId) {
    }

    private static final Comparator<Entry> BEST_FIRST = Comparator.comparingInt(Entry::ranking).reversed().thenComparingLong(Entry::serviceId);

    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final Log log;

    public Encoders(Log log) {
        this.log = log;
    }

    public synchronized void add(ImageEncoder encoder, int ranking, long serviceId) {
        entries.add(new Entry(encoder, ranking, serviceId));
        entries.sort(BEST_FIRST);
    }

    public synchronized void remove(ImageEncoder encoder) {
        entries.removeIf(entry -> entry.encoder == encoder);
    }

    @Override
    public Optional<ImageFormat> find(String word) {
        return entries.stream().flatMap(entry -> entry.encoder.getFormats().stream()).filter(format -> format.isMeantBy(word)).findFirst();
    }

    @Override
    public List<String> names() {
        return entries.stream().flatMap(entry -> entry.encoder.getFormats().stream()).map(ImageFormat::name).distinct().sorted().toList();
    }

    /** Encodes by the best encoder that can; if it fails, by the next. */
    public ByteBuffer encode(Frame frame, ImageFormat format, int quality) throws IOException {
        Frame source = frame;
        if (frame.getPixelFormat() == PixelFormat.JPEG && able(frame, format).isEmpty()) {
            source = JpegDecoder.decode(frame);
        }
        Map<String, Throwable> failures = new LinkedHashMap<>();
        for (ImageEncoder encoder : able(source, format)) {
            try {
                ByteBuffer bytes = encoder.encode(source, format.name(), quality);
                if (bytes != null && bytes.hasRemaining()) {
                    return bytes;
                }
                failures.put(encoder.toString(), new IOException("it returned nothing"));
            } catch (IOException | RuntimeException | LinkageError | AssertionError e) {
                log.debug("The encoder {} failed for {}", encoder, format.name(), e);
                failures.put(encoder.toString(), e);
            }
        }
        if (failures.isEmpty()) {
            throw new IOException("no encoder makes " + format.name() + " of " + source.getPixelFormat() + " frames");
        }
        Map.Entry<String, Throwable> first = failures.entrySet().iterator().next();
        throw new IOException(first.getKey() + " failed: " + first.getValue().getMessage(), first.getValue());
    }

    private List<ImageEncoder> able(Frame frame, ImageFormat format) {
        return entries.stream().map(Entry::encoder)
                .filter(encoder -> encoder.getPixelFormats().contains(frame.getPixelFormat()))
                .filter(encoder -> encoder.getFormats().stream().anyMatch(made -> made.name().equals(format.name())))
                .toList();
    }
}
