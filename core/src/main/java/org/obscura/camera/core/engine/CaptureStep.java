package org.obscura.camera.core.engine;

/** What a {@link CaptureLoop} does next. */
sealed interface CaptureStep {

    /** Exposes a request with a device that the loop holds. */
    record Expose(PendingRequest request, RegisteredDevice device) implements CaptureStep {
    }

    /** Exposes a frame for the viewers with a device that the loop holds. */
    record View(RequestParameters parameters, RegisteredDevice device) implements CaptureStep {
    }

    /** Closes the stream and gives the device back. */
    record Release() implements CaptureStep {
    }

    /** Ends the loop. */
    record End() implements CaptureStep {
    }
}
