package org.obscura.camera.spi;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.obscura.camera.ControlInfo;
import org.obscura.camera.Resolution;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An open device that delivers frames.
 * <ul>
 * <li><b>Threading:</b> {@link #nextFrame(Duration)}, {@link #nextViewFrame(Duration)}, {@link #apply(Map)} and {@link #getControls()} are
 * called by one thread at a time;
 * {@link #close()} may be called by any thread, also during one of these calls, and ends that call.
 * <li><b>Ordering:</b> sequence numbers of frames ascend.
 * <li><b>Ownership:</b> the caller closes each frame and the stream. Frames stay valid after the stream is closed. Several frames may be
 * held at once; a backend with a fixed number of buffers makes the next call wait, or fail with {@code TIMEOUT}, until one is closed.
 * <li><b>Null:</b> never returned; the timeout is not null.
 * <li><b>Errors:</b> a {@link CameraException} with its reason. After {@code TIMEOUT}, {@code DISCONNECTED} and {@code FAILED} the
 * core closes the stream and reopens the device.
 * <li><b>After closing:</b> {@link #nextFrame(Duration)} throws {@code DISCONNECTED}; closing again does nothing.
 * </ul>
 */
@ConsumerType
public interface CameraStream extends AutoCloseable {

    /**
     * Returns the actual size of the frames.
     *
     * @return the size of every frame of this stream
     */
    Resolution getResolution();

    /**
     * Waits for a frame whose exposure begins after this call: never one that was buffered before.
     * <p>
     * A backend that cannot know when a frame was exposed, such as one for network cameras, documents its bound on the age of a frame.
     *
     * @param timeout the maximum time to wait; the call must not take noticeably longer
     * @return the frame
     * @throws CameraException {@code TIMEOUT} if no such frame arrived in time, {@code DISCONNECTED} if the device was unplugged or
     *             the stream was closed, {@code BAD_FRAME} if the frame is damaged, {@code FAILED} otherwise
     */
    Frame nextFrame(Duration timeout) throws CameraException;

    /**
     * Waits for the next frame that arrives from the device, for the viewers of a camera. Its exposure may have begun before this call; a
     * frame that arrived before is not returned.
     * <p>
     * The default is {@link #nextFrame(Duration)}. A backend whose frames take time to arrive overrides it: a device that is no faster than
     * the viewers would lose every other frame, since the next exposure has begun when the frame before arrives.
     *
     * @param timeout as for {@link #nextFrame(Duration)}
     * @return the frame
     * @throws CameraException as for {@link #nextFrame(Duration)}
     */
    default Frame nextViewFrame(Duration timeout) throws CameraException {
        return nextFrame(timeout);
    }

    /**
     * Returns the controls of the device with their ranges and current values, as they are for the size of this stream.
     *
     * @return unmodifiable; empty if the device has no controls
     */
    default List<ControlInfo> getControls() {
        return List.of();
    }

    /**
     * Sets the controls for the frames of subsequent calls of {@link #nextFrame(Duration)}. The map is the whole set: a control that it
     * does not have returns to the value that it had when the stream was opened. The core passes values of the types of
     * {@link ControlInfo.Kind}, within the ranges of {@link #getControls()}, and calls this only if the set differs from the one before.
     * <p>
     * The next frame must be exposed with these values: a backend whose device needs several frames to apply a value discards frames within
     * the time limit of {@link #nextFrame(Duration)}. Modes are set before the values that they rule.
     *
     * @param controls the values by key; empty: as the stream was opened
     * @throws CameraException {@code NOT_SUPPORTED} if the device refuses a value, with a message that names the control, the value and the
     *             range; other reasons as for {@link #nextFrame(Duration)}
     */
    default void apply(Map<String, Object> controls) throws CameraException {
        if (!controls.isEmpty()) {
            throw new CameraException(CameraException.Reason.NOT_SUPPORTED,
                    "The device has no controls, but these are set: " + String.join(", ", controls.keySet()));
        }
    }

    /** Stops the stream, restores the controls that {@link #apply(Map)} changed, and releases the device. Returns within two seconds. */
    @Override
    void close();
}
