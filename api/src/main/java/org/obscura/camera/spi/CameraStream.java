package org.obscura.camera.spi;

import java.time.Duration;

import org.obscura.camera.Resolution;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The flow of frames of an open device.
 * <ul>
 * <li><b>Threading:</b> {@link #nextFrame(Duration)} is called by one thread at a time; {@link #close()} comes from any thread, also
 * while a frame is awaited, and ends that wait.
 * <li><b>Ordering:</b> sequence numbers of frames ascend.
 * <li><b>Ownership:</b> the caller closes each frame and the stream. Frames stay good after the stream is closed. Several frames may be
 * held at once; a backend with a fixed number of buffers makes the next call wait, or fail with {@code TIMEOUT}, until one is closed.
 * <li><b>Null:</b> never returned; the timeout is not null.
 * <li><b>Errors:</b> a {@link CameraException} with its reason. After {@code TIMEOUT}, {@code DISCONNECTED} and {@code FAILED} the
 * core closes the stream and opens the device anew.
 * <li><b>After closing:</b> {@link #nextFrame(Duration)} throws {@code DISCONNECTED}; closing again does nothing.
 * </ul>
 */
@ConsumerType
public interface CameraStream extends AutoCloseable {

    /**
     * The size that the device really delivers.
     *
     * @return the size of every frame of this stream
     */
    Resolution getResolution();

    /**
     * Waits for a frame that is exposed after this call begins: never one that was waiting in a buffer.
     *
     * @param timeout how long at most; the call must not take noticeably longer
     * @return the frame
     * @throws CameraException {@code TIMEOUT} if no such frame came in time, {@code DISCONNECTED} if the device is gone or the
     *             stream was closed, {@code BAD_FRAME} if what came is no picture, {@code FAILED} for anything else
     */
    Frame nextFrame(Duration timeout) throws CameraException;

    /** Stops the flow and releases the device. Returns within a second or two whatever the device does. */
    @Override
    void close();
}
