package org.obscura.camera.core.engine;

import java.time.Duration;
import java.util.Objects;

import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.spi.Frame;

/**
 * An open stream. Its methods call into the device, so never under a lock.
 *
 * @param stream the stream
 * @param requested the size that it was opened for; null: the device chose
 * @param size the size of its frames
 */
record OpenStream(CameraStream stream, Resolution requested, Resolution size) {

    static OpenStream open(RegisteredDevice device, Resolution requested) throws CameraException {
        CameraStream stream = Objects.requireNonNull(device.service().open(requested), "the device returned no stream");
        try {
            Resolution size = Objects.requireNonNull(stream.getResolution(), "the stream has no resolution");
            if (requested != null && !requested.equals(size)) {
                throw new CameraException(Reason.NOT_SUPPORTED, device + " delivers " + size + " instead of " + requested);
            }
            return new OpenStream(stream, requested, size);
        } catch (CameraException | RuntimeException | Error e) {
            stream.close();
            throw e;
        }
    }

    /** Returns whether it serves requests of a size. One opened at the device's choice serves only that choice, named or not. */
    boolean serves(Resolution resolution) {
        return Objects.equals(requested, resolution) || size.equals(resolution);
    }

    /** Waits for a valid frame. */
    Frame nextFrame(RegisteredDevice device, Resolution resolution, Duration timeout) throws CameraException {
        Frame frame = Objects.requireNonNull(stream.nextFrame(timeout), "the device returned no frame");
        String problem = FrameValidator.validate(frame, resolution);
        if (problem != null) {
            frame.close();
            throw new CameraException(Reason.BAD_FRAME, device + " delivered a frame that is not valid: " + problem);
        }
        return frame;
    }
}
