package org.obscura.camera.core.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureException;
import org.obscura.camera.DeviceInfo;
import org.obscura.camera.core.config.CameraSettings;
import org.obscura.camera.core.file.Destination;
import org.obscura.camera.core.file.FileException;
import org.obscura.camera.core.file.FileStore;
import org.obscura.camera.core.file.PicturesFolder;
import org.obscura.camera.core.image.Encoders;
import org.obscura.camera.core.image.PreviewCache;
import org.obscura.camera.core.logging.EngineLog;
import org.obscura.camera.core.retention.RetentionService;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.support.config.Durations;

/**
 * Makes images of frames: encodes, adds the metadata, writes a file under a temporary name. Runs on the encoding threads, several images
 * at once, without a lock and with a time limit.
 */
public final class ImageProcessor {
    /** An encoder or a file system that takes longer will not return. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final EngineExecutors executors;
    private final ProcessingTask.Tools tools;
    private final Supplier<Duration> limits;

    /** Creates one; {@code software} is stored in each image. */
    public ImageProcessor(EngineExecutors executors, Encoders encoders, PreviewCache previews, String software, EngineLog log) {
        this(executors, encoders, previews, software, log, () -> LIMIT,
                new RetentionService(executors::schedule, executors::executeBlocking, log));
    }

    ImageProcessor(EngineExecutors executors, Encoders encoders, PreviewCache previews, String software, EngineLog log,
            Supplier<Duration> limits, RetentionService retention) {
        this.executors = executors;
        this.tools = new ProcessingTask.Tools(encoders, Destination.Formats.of(encoders::find, encoders::names), previews,
                new SystemMetadata(software), new FileStore(), new PicturesFolder(), log, new MetadataWarnings(log),
                retention);
        this.limits = limits;
    }

    /** Returns the retention of all cameras. */
    public RetentionService retention() {
        return tools.retention();
    }

    /** Returns the folder for images without a location. */
    Path directory(CameraSettings settings) {
        return Destination.defaultFolder(settings, tools.picturesFolder());
    }

    /** Processes one frame that was exposed with the given controls, closes it, and hands the result to the callback. */
    void process(String cameraId, PendingRequest request, Frame frame, DeviceInfo device, UsedControls controls,
            ProcessingCallback callback) {
        Duration limit = limits.get();
        ProcessingTimer timer = new ProcessingTimer(executors, limit, () -> callback.processingIsSlow(request), () -> {
            CaptureException overdue = CaptureFailures.of(request.getId(), CaptureError.RESOURCE,
                    "Encoding and writing did not end within " + Durations.format(limit), null);
            executors.executeBlocking("complete-" + cameraId, () -> callback.processed(request, null, overdue));
        });
        timer.start();
        ProcessedImage image = null;
        CaptureException failure = null;
        try (ProcessingTask task = new ProcessingTask(tools, cameraId, request, frame, device, controls)) {
            image = task.process();
        } catch (FileException e) {
            failure = CaptureFailures.of(request.getId(), e.error(), CaptureFailures.message(e), e);
        } catch (IOException e) {
            failure = CaptureFailures.of(request.getId(), CaptureError.FORMAT, "The frame cannot be encoded: " + CaptureFailures.message(e),
                    e);
        } catch (Throwable e) { // whatever it is, the request must end
            tools.log().error("Camera {}, request {}: processing failed", cameraId, request.getId(), e);
            failure = CaptureFailures.of(request.getId(), CaptureError.RESOURCE, "Processing the frame failed: " + e, e);
        }
        if (timer.finish()) {
            callback.processed(request, image, failure);
        } else if (image != null) {
            image.discard();
        }
    }
}
