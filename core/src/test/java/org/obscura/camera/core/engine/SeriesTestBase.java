package org.obscura.camera.core.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.obscura.camera.CameraCapture;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureRequest;
import org.obscura.camera.CaptureSeries;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.SeriesResult;

/** Series, and what their application gets of them. */
abstract class SeriesTestBase extends EngineTestBase {
    final ManualClock time = new ManualClock();
    final List<CaptureRequest> handed = new CopyOnWriteArrayList<>();

    static CaptureOptions series(int count, Duration interval) {
        return options().count(count).interval(interval).build();
    }

    static CaptureOptions burst(int count) {
        return series(count, Duration.ZERO);
    }

    CaptureSeries submit(CameraCapture camera, CaptureOptions options) {
        return camera.submitSeries(options, handed::add);
    }

    static SeriesResult result(CaptureSeries series) throws Exception {
        return series.getResult().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    List<Integer> ids() {
        return handed.stream().map(CaptureRequest::getId).toList();
    }

    static CapturedImage image(CaptureRequest request) {
        return request.getResult().toCompletableFuture().join();
    }

    /** The device, of which a frame is requested, takes that long to give it. */
    void expose(ManualDevice device, Duration within, int request) throws InterruptedException {
        device.awaitAsked();
        time.advance(within);
        device.giveFrame();
        context.await("IMAGE_EXPOSED", request);
    }
}
