package org.obscura.camera.core.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureOptions.ExistingFile;
import org.obscura.camera.DeviceInfo;
import org.obscura.camera.MetadataKeys;
import org.obscura.camera.core.config.CameraSettings;
import org.obscura.camera.core.config.EditSettings;
import org.obscura.camera.core.file.Destination;
import org.obscura.camera.core.file.DestinationResolver;
import org.obscura.camera.core.file.FileException;
import org.obscura.camera.core.file.FileStore;
import org.obscura.camera.core.file.LatestFile;
import org.obscura.camera.core.file.PendingFile;
import org.obscura.camera.core.file.PicturesFolder;
import org.obscura.camera.core.image.Encoders;
import org.obscura.camera.core.image.FrameEditor;
import org.obscura.camera.core.image.FrameOrientation;
import org.obscura.camera.core.image.PreviewCache;
import org.obscura.camera.core.logging.EngineLog;
import org.obscura.camera.core.metadata.EmbeddedMetadata;
import org.obscura.camera.core.metadata.MetadataWriter;
import org.obscura.camera.core.pattern.NamePattern;
import org.obscura.camera.core.pattern.PatternValues;
import org.obscura.camera.core.retention.RetentionService;
import org.obscura.camera.core.retention.TrackedImage;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.ImageFormat;
import org.obscura.camera.spi.PixelFormat;

/** The processing of one frame, for one thread. Closing it closes the frame. */
final class ProcessingTask implements AutoCloseable {
    /** How often a folder is created in which the file is not written before another process removes it. */
    private static final int FOLDER_ATTEMPTS = 5;

    private final Tools tools;
    private final String cameraId;
    private final PendingRequest request;
    private final RequestParameters parameters;
    private final Frame frame;
    /** The frame, edited if that is configured. */
    private Frame source;
    private final DeviceInfo device;
    private final UsedControls controls;
    /** The folders that were created for the file. */
    private final List<Path> created = new ArrayList<>();
    private boolean hasPreview;
    private boolean closed;

    /** What all processing shares. */
    record Tools(Encoders encoders, Destination.Formats formats, PreviewCache previews, SystemMetadata systemMetadata, FileStore files,
            PicturesFolder picturesFolder, EngineLog log, MetadataWarnings warnings, RetentionService retention) {
    }

    ProcessingTask(Tools tools, String cameraId, PendingRequest request, Frame frame, DeviceInfo device, UsedControls controls) {
        this.tools = tools;
        this.cameraId = cameraId;
        this.request = request;
        this.parameters = request.parameters();
        this.frame = frame;
        this.source = frame;
        this.device = device;
        this.controls = controls;
    }

    /** Returns the image; null if the request was decided before. */
    @Nullable
    ProcessedImage process() throws IOException {
        if (request.isDecided()) {
            return null;
        }
        CaptureOptions options = parameters.options();
        Destination destination = options.inMemory() ? null : destination();
        ImageFormat format = destination != null ? destination.format() : Destination.named(parameters.format(), tools.formats());
        tools.warnings().checkFormat(cameraId, request.getId(), parameters.metadata(), format.name());
        EmbeddedMetadata embedded = FrameOrientation.embedded(frame);
        Map<String, Object> set = parameters.metadata();
        EditSettings edits = parameters.settings().edits();
        if (!edits.isNone()) {
            Consumer<String> warnings = tools.warnings().of(cameraId, request.getId());
            source = new FrameEditor(tools.encoders(), edits).edit(frame, format, FrameOrientation.of(set, device).degrees(embedded),
                    patternValues(), warnings);
            embedded = embedded.ofEditedImage(warnings);
            set = edits.isUpright() ? upright(set) : set;
        }
        SystemMetadata.Collected collected = tools.systemMetadata().complete(set, source, device, controls, embedded);
        Map<String, Object> metadata = collected.all();
        List<ByteBuffer> parts = encode(source, format, collected.written(), embedded);
        hasPreview = tools.previews().developed(cameraId, request.getId(), parts, format.name(),
                FrameOrientation.of(set, device).degrees(embedded));
        ProcessedImage image = new ProcessedImage(destination != null ? null : MetadataWriter.joined(parts), null, path -> {}, null,
                format.name(), source.getResolution(), frame.getTimestamp(), device.id(), metadata, controls.values());
        close(); // the device gets its memory back before the file is written
        if (destination == null || request.isDecided()) {
            return image;
        }
        PendingFile file = write(parts, destination);
        CameraSettings settings = parameters.settings();
        TrackedImage tracked = settings.retention().isOff() ? null
                : tools.retention().of(cameraId).track(file, settings, Destination.defaultFolder(settings, tools.picturesFolder()),
                        created);
        return image.withFile(file, replaceLatest(destination.format()), tracked);
    }

    private Destination destination() throws FileException {
        CaptureOptions options = parameters.options();
        Destination destination = new DestinationResolver(parameters.settings(), tools.picturesFolder(), tools.formats(), created::add)
                .resolve(options.location(), options.format(), patternValues());
        return options.count() > 1 && parameters.existing() == ExistingFile.RENAME ? destination.inSeries(options.count()) : destination;
    }

    private PatternValues patternValues() {
        return PatternValues.of(cameraId, device.id(), frame.getTimestamp(), parameters.settings().zone());
    }

    /** Writes the file; again if its folder, which a pattern made, was removed as empty since. */
    private PendingFile write(List<ByteBuffer> parts, Destination first) throws FileException {
        ExistingFile named = parameters.options().existing();
        ExistingFile existing = first.generated() && named == null ? ExistingFile.RENAME : parameters.existing();
        Destination destination = first;
        for (int i = 1;; i++) {
            try {
                return tools.files().write(parts, destination, existing, parameters.settings().sync());
            } catch (FileException e) {
                if (!first.generated() || i == FOLDER_ATTEMPTS || Files.exists(destination.folder(), LinkOption.NOFOLLOW_LINKS)) {
                    throw e;
                }
                destination = destination();
            }
        }
    }

    /** Returns what replaces the latest image when this one has its name. */
    private Consumer<Path> replaceLatest(ImageFormat format) {
        NamePattern latest = parameters.settings().latest();
        if (latest == null || !latest.suffix().isEmpty() && !format.matches(latest.suffix())) {
            return path -> {};
        }
        PatternValues values = patternValues();
        return path -> {
            try {
                CameraSettings settings = parameters.settings();
                new LatestFile(tools.files()).replace(path, format.suffixes().get(0),
                        Destination.defaultFolder(settings, tools.picturesFolder()), latest, values, settings);
            } catch (FileException e) {
                tools.log().warnOfRequest("Camera {}, request {}: the latest image is not replaced: {}", cameraId, request.getId(),
                        e.getMessage());
            }
        };
    }

    private static Map<String, Object> upright(Map<String, Object> set) {
        Map<String, Object> upright = new LinkedHashMap<>(set);
        upright.put(MetadataKeys.ORIENTATION, 0);
        return upright;
    }

    /** Returns the encoded image with its metadata, in parts that follow one another. */
    private List<ByteBuffer> encode(Frame image, ImageFormat format, Map<String, Object> metadata, EmbeddedMetadata embedded)
            throws IOException {
        Consumer<String> warnings = tools.warnings().of(cameraId, request.getId());
        if (image.getPixelFormat() == PixelFormat.JPEG && format.name().equals(ImageFormat.JPEG.name())) {
            if (image != frame) { // transformed without loss
                return MetadataWriter.parts(image.getData(), format.name(), metadata, embedded, null, warnings);
            }
            ByteBuffer copy = copy(frame.getData()); // the memory of the frame is the device's
            return MetadataWriter.parts(copy, format.name(), metadata, EmbeddedMetadata.NONE, null, warnings); // keeps the thumbnail
        }
        Encoders encoders = tools.encoders();
        Frame readable = encoders.readable(image, format);
        ByteBuffer encoded = encoders.encode(readable, format, parameters.quality());
        ByteBuffer thumbnail = MetadataWriter.keepsThumbnail(format.name()) ? encoders.thumbnail(readable) : null;
        return MetadataWriter.parts(encoded, format.name(), metadata, embedded, thumbnail, warnings);
    }

    /** Copies from an array where there is one, since that memory is not cleared first. */
    private static ByteBuffer copy(ByteBuffer data) {
        if (data.hasArray()) {
            int from = data.arrayOffset() + data.position();
            return ByteBuffer.wrap(Arrays.copyOfRange(data.array(), from, from + data.remaining()));
        }
        return ByteBuffer.allocate(data.remaining()).put(data.duplicate()).flip();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (!hasPreview) {
            makePreview();
        }
        try {
            frame.close();
        } catch (Throwable e) { // code of others, which must not cost an image
            tools.log().warn("Camera {}, request {}: the frame of {} cannot be closed", cameraId, request.getId(), device.id(), e);
        } finally {
            Thread.interrupted(); // an interrupt by the device must not break the file that is written next
        }
    }

    /** Renders the preview of a frame that became no image; never of one whose masks were not filled. */
    private void makePreview() {
        if (source == frame && !parameters.settings().edits().isNone()) {
            tools.previews().refuse(cameraId, request.getId(), "the frame was not edited");
            return;
        }
        boolean turned = source != frame && parameters.settings().edits().isUpright();
        FrameOrientation orientation = turned ? FrameOrientation.NONE : FrameOrientation.of(parameters.metadata(), device);
        tools.previews().makeNow(cameraId, request.getId(), source, () -> orientation.degrees(frame));
    }
}
