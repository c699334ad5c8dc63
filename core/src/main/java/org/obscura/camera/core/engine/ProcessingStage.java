package org.obscura.camera.core.engine;

import java.util.function.BiConsumer;

import org.obscura.camera.DeviceInfo;
import org.obscura.camera.core.config.CameraSettings;
import org.obscura.camera.core.image.FrameOrientation;
import org.obscura.camera.core.image.SharedFrame;
import org.obscura.camera.core.view.ViewFinder;
import org.obscura.camera.spi.Frame;

/**
 * Prepares the processing of each frame of one camera by the {@link ImageProcessor}, hands the frame to the viewers, and reports its
 * exposure. Guarded by the lock of the {@link CaptureSession}.
 */
final class ProcessingStage {
    private final String cameraId;
    private final RequestQueue queue;
    private final CompletionQueue completion;
    private final ViewFinder viewFinder;
    private final CaptureCounters counters;
    private final ProcessingCallback callback;
    private final BiConsumer<PendingRequest, DeviceInfo> exposed;
    private final EngineContext context;

    /**
     * Creates the stage.
     *
     * @param callback receives the images
     * @param exposed reports the exposure of a request
     */
    ProcessingStage(String cameraId, RequestQueue queue, CompletionQueue completion, ViewFinder viewFinder, CaptureCounters counters,
            ProcessingCallback callback, BiConsumer<PendingRequest, DeviceInfo> exposed, EngineContext context) {
        this.cameraId = cameraId;
        this.queue = queue;
        this.completion = completion;
        this.viewFinder = viewFinder;
        this.counters = counters;
        this.callback = callback;
        this.exposed = exposed;
        this.context = context;
    }

    /** Takes the frame of a request over. Returns its processing. */
    Runnable take(PendingRequest request, Frame frame, RegisteredDevice device, UsedControls controls) {
        SharedFrame shared = new SharedFrame(frame);
        FrameOrientation orientation = FrameOrientation.of(request.parameters().metadata(), device.info());
        Runnable processing = process(request, shared, device.info(), orientation, controls);
        showToViewers(shared, device, orientation);
        counters.exposed(device.info().id(), request.submittedNanos());
        exposed.accept(request, device.info());
        return processing;
    }

    /** Takes the frames of requests over that have one, as soon as they are the next to be exposed. */
    void takeSavedFrames() {
        for (PendingRequest next = queue.peek(); next != null && queue.exposing() == null; next = queue.peek()) {
            SavedFrame saved = next.savedFrame();
            if (saved == null) {
                return;
            }
            queue.startExposure(next);
            queue.endExposure(next);
            Runnable processing = process(next, new SharedFrame(saved.frame()), saved.device(),
                    FrameOrientation.of(next.parameters().metadata(), saved.device()), UsedControls.NONE);
            EngineExecutors executors = context.executors();
            executors.executeOnTimer(() -> executors.encode(cameraId, processing)); // the caller may be an application
            exposed.accept(next, saved.device());
        }
    }

    private Runnable process(PendingRequest request, SharedFrame frame, DeviceInfo device, FrameOrientation orientation,
            UsedControls controls) {
        CameraSettings settings = request.parameters().settings();
        SharedFrame shown = settings.edits().isNone() ? frame : null; // a mask hides something in the preview, too
        request.exposed(context.previews().announce(cameraId, request.getId(), settings.previews(), shown, orientation));
        completion.expect(request);
        return () -> context.imageProcessor().process(cameraId, request, frame, device, controls, callback);
    }

    /** While requests are exposed, the viewers see their frames. */
    private void showToViewers(SharedFrame frame, RegisteredDevice device, FrameOrientation orientation) {
        if (viewFinder.nanosUntilDue() == 0 && frame.acquire() && !viewFinder.offer(frame, device.info().id(), orientation)) {
            frame.close();
        }
    }
}
