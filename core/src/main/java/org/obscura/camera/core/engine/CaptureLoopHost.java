package org.obscura.camera.core.engine;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.CaptureError;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.Frame;

/**
 * What a {@link CaptureLoop} needs of its camera, and where its results go. Each method is called without a lock, and names the loop that
 * calls: what a loop reports after it was abandoned has no effect.
 */
interface CaptureLoopHost {

    /**
     * Waits for something to do.
     *
     * @param held the device that the loop holds, or null
     * @param open whether it has an open stream
     */
    CaptureStep nextStep(DeviceOwner loop, @Nullable RegisteredDevice held, boolean open) throws InterruptedException;

    /** Reports that a device is being opened, or no longer. */
    void setOpening(DeviceOwner loop, boolean opening);

    /** Returns whether a request is still to be exposed; if not, its exposure has ended by this call. */
    boolean continuesExposure(DeviceOwner loop, PendingRequest request);

    /**
     * Takes a frame over, with the controls of its exposure. Returns its processing, for {@link #process}; null if the request needs no
     * frame any more: then it stays the loop's.
     */
    @Nullable
    Runnable exposed(DeviceOwner loop, PendingRequest request, Frame frame, RegisteredDevice device, UsedControls controls);

    /**
     * Runs the processing of a frame on the calling thread if nothing else is to be done, else hands it to another. Returns whether the
     * caller still is the thread of the loop: as soon as anything is to be done meanwhile, another thread runs the loop.
     *
     * @param held the device that the loop holds
     * @param open whether it has an open stream
     */
    boolean process(DeviceOwner loop, RegisteredDevice held, boolean open, Runnable processing);

    /** Ends an exposure for a reason that is not the device's state. */
    void exposureRefused(DeviceOwner loop, PendingRequest request, CaptureError error, String message);

    /** Ends an exposure that failed. Returns whether the device is lost, so that the request waits for the next one. */
    boolean exposureFailed(DeviceOwner loop, PendingRequest request, RegisteredDevice device, CameraException e);

    /** Returns whether a frame for the viewers is still to be taken: a request that was made meanwhile has precedence. */
    boolean continuesView(DeviceOwner loop);

    /** Takes a frame for the viewers over. Returns false if none is due any more: then the frame stays the loop's. */
    boolean viewed(DeviceOwner loop, Frame frame, RegisteredDevice device);

    /** Reports that no frame for the viewers could be taken. Returns whether the device is lost. */
    boolean viewFailed(DeviceOwner loop, RegisteredDevice device, CameraException e);

    /** Goes on without a loop whose device does not return; {@code request} may be null. */
    void loopAbandoned(DeviceOwner loop, @Nullable PendingRequest request, RegisteredDevice device, String message);

    /** Reports an unexpected failure of the loop itself. */
    void loopFailed(DeviceOwner loop, Throwable e);

    void loopEnded(DeviceOwner loop);
}
