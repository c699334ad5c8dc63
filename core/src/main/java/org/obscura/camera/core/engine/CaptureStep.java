package org.obscura.camera.core.engine;

/**
 * What a {@link CaptureLoop} does next.
 *
 * @param action the kind of step
 * @param request the request to expose, else null
 * @param view what a frame for the viewers is exposed with, else null
 * @param device the device that exposes it, held by the loop, else null
 */
record CaptureStep(Action action, PendingRequest request, RequestParameters view, RegisteredDevice device) {
    /** Closes the stream and gives the device back. */
    static final CaptureStep RELEASE = new CaptureStep(Action.RELEASE, null, null, null);
    /** Ends the loop. */
    static final CaptureStep END = new CaptureStep(Action.END, null, null, null);

    enum Action {
        EXPOSE, VIEW, RELEASE, END
    }

    static CaptureStep expose(PendingRequest request, RegisteredDevice device) {
        return new CaptureStep(Action.EXPOSE, request, null, device);
    }

    static CaptureStep view(RequestParameters parameters, RegisteredDevice device) {
        return new CaptureStep(Action.VIEW, null, parameters, device);
    }
}
