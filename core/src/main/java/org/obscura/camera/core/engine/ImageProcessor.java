package org.obscura.camera.core.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureException;
import org.obscura.camera.DeviceInfo;
import org.obscura.camera.MetadataKeys;
import org.obscura.camera.core.config.CameraSettings;
import org.obscura.camera.core.engine.PendingRequest.ProcessedImage;
import org.obscura.camera.core.file.Destination;
import org.obscura.camera.core.file.FileException;
import org.obscura.camera.core.file.FileStore;
import org.obscura.camera.core.file.PicturesFolder;
import org.obscura.camera.core.file.PendingFile;
import org.obscura.camera.core.image.Encoders;
import org.obscura.camera.core.image.PreviewCache;
import org.obscura.camera.core.metadata.MetadataWriter;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.ImageFormat;
import org.obscura.camera.spi.PixelFormat;

/** Makes pictures of frames: encodes, adds the metadata, writes to the disk under a temporary name. Several at once, without any lock. */
public final class ImageProcessor {
    /** After which a picture is given up: an encoder or a disk that takes longer will not return. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Supplier<Duration> limits;
    private final EngineExecutors workers;
    private final Encoders encoders;
    private final Destination.Formats formats;
    private final PreviewCache previews;
    private final SystemMetadata facts;
    private final FileStore files = new FileStore();
    private final PicturesFolder pictures = new PicturesFolder();

    public ImageProcessor(EngineExecutors workers, Encoders encoders, PreviewCache previews, String software) {
        this(workers, encoders, previews, software, () -> LIMIT);
    }

    /** One that asks for each picture after what time to give it up. */
    ImageProcessor(EngineExecutors workers, Encoders encoders, PreviewCache previews, String software, Supplier<Duration> limits) {
        this.limits = limits;
        this.workers = workers;
        this.encoders = encoders;
        this.formats = Destination.Formats.of(encoders::find, encoders::names);
        this.previews = previews;
        this.facts = new SystemMetadata(software);
    }

    /** The folder for pictures that are given no place. */
    Path directory(CameraSettings settings) {
        return Destination.defaultFolder(settings, pictures);
    }

    /** Develops one frame, closes it, and hands the result to the line. */
    void develop(CaptureSession line, PendingRequest request, Frame frame, DeviceInfo device) {
        AtomicBoolean handedIn = new AtomicBoolean();
        Duration limit = limits.get();
        TimeoutMonitor.Timeout alarm = workers.alarm(limit, () -> {
            if (handedIn.compareAndSet(false, true)) {
                workers.addDeveloper(1);
                String message = "Encoding and writing did not end within " + limit.toMillis() / 1000.0 + " s";
                workers.run(() -> line.developed(request, null, new CaptureException(request.id, CaptureError.RESOURCE, message, null)));
            }
        });
        ProcessedImage developed = null;
        CaptureException failure = null;
        try (ProcessingTask job = new ProcessingTask(line, request, frame, device)) {
            developed = job.develop();
        } catch (FileException e) {
            failure = new CaptureException(request.id, e.error(), e.getMessage(), e);
        } catch (IOException e) {
            failure = new CaptureException(request.id, CaptureError.FORMAT, "No picture could be made of the frame: " + e.getMessage(), e);
        } catch (Throwable e) { // whatever it is, the request must come to its end
            line.log.error("Camera {}, request {}: making the picture failed", line.id(), request.id, e);
            failure = new CaptureException(request.id, CaptureError.RESOURCE, "Making the picture failed: " + e, e);
        }
        alarm.cancel();
        if (handedIn.compareAndSet(false, true)) {
            line.developed(request, developed, failure);
        } else {
            workers.addDeveloper(-1);
            if (developed != null && developed.file() != null) {
                developed.file().discard();
            }
        }
    }

    /** The development of one frame. */
    private final class ProcessingTask implements AutoCloseable {
        private final CaptureSession line;
        private final PendingRequest request;
        private final Frame frame;
        private final DeviceInfo device;
        private boolean previewed;
        private boolean closed;

        ProcessingTask(CaptureSession line, PendingRequest request, Frame frame, DeviceInfo device) {
            this.line = line;
            this.request = request;
            this.frame = frame;
            this.device = device;
        }

        ProcessedImage develop() throws IOException {
            if (line.isDecided(request)) {
                return null;
            }
            boolean toFile = !request.options.inMemory();
            Destination destination = toFile
                    ? Destination.of(request.options.location(), request.options.format(), request.settings, pictures, formats) : null;
            ImageFormat format = toFile ? destination.format() : Destination.named(
                    request.options.format() != null ? request.options.format() : request.settings.format(), formats);
            Map<String, Object> metadata = facts.of(request.metadata, frame, device);
            List<ByteBuffer> parts = make(format, metadata);
            previewed = previews.developed(line.id(), request.id, parts, format.name(), orientation(metadata));
            ProcessedImage unwritten = new ProcessedImage(toFile ? null : MetadataWriter.joined(parts), null, format.name(),
                    frame.getResolution(),
                    frame.getTimestamp(), device.id(), metadata);
            close(); // the device gets its memory back while the disk works
            if (!toFile || line.isDecided(request)) {
                return unwritten;
            }
            return unwritten.in(files.write(parts, destination,
                    request.options.existing() != null ? request.options.existing() : request.settings.existing(),
                    request.settings.sync()));
        }

        private List<ByteBuffer> make(ImageFormat format, Map<String, Object> metadata) throws IOException {
            if (frame.getPixelFormat() == PixelFormat.JPEG && format.name().equals(ImageFormat.JPEG.name())) {
                ByteBuffer picture = copy(frame.getData()); // the memory of the frame is the device's
                return MetadataWriter.parts(picture, format.name(), metadata, null); // keeps the camera's thumbnail, if it has one
            }
            Frame source = encoders.readable(frame, format);
            int quality = request.options.quality() != null ? request.options.quality() : request.settings.quality();
            ByteBuffer encoded = encoders.encode(source, format, quality);
            ByteBuffer thumbnail = MetadataWriter.keepsThumbnail(format.name()) ? encoders.thumbnail(source) : null;
            return MetadataWriter.parts(encoded, format.name(), metadata, thumbnail);
        }

        /** Out of an array, since that is copied without being cleared first. */
        private static ByteBuffer copy(ByteBuffer data) {
            if (data.hasArray()) {
                int from = data.arrayOffset() + data.position();
                return ByteBuffer.wrap(Arrays.copyOfRange(data.array(), from, from + data.remaining()));
            }
            return ByteBuffer.allocate(data.remaining()).put(data.duplicate()).flip();
        }

        private int orientation(Map<String, Object> metadata) {
            return metadata.get(MetadataKeys.ORIENTATION) instanceof Integer degrees ? degrees : device.orientation();
        }

        @Override
        public void close() {
            if (closed) {
                return;
            }
            closed = true;
            if (!previewed) {
                previews.makeNow(line.id(), request.id, frame, orientation(request.metadata));
            }
            try {
                frame.close();
            } catch (RuntimeException | Error e) {
                line.log.warn("Camera {}, request {}: the frame of {} cannot be closed", line.id(), request.id, device.id(), e);
            }
        }
    }
}
