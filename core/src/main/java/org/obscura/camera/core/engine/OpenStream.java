package org.obscura.camera.core.engine;

import java.time.Duration;
import java.util.Objects;

import org.obscura.camera.Resolution;
import org.obscura.camera.core.engine.DeviceRegistry.RegisteredDevice;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.spi.Frame;

/** A stream that is open, and what it was opened for. Its methods call into the device, so never under a lock. */
record OpenStream(CameraStream stream, Resolution wanted, Resolution size) {

    static OpenStream open(RegisteredDevice slot, Resolution wanted) throws CameraException {
        CameraStream stream = Objects.requireNonNull(slot.device.open(wanted), "the device returned no stream");
        try {
            Resolution size = Objects.requireNonNull(stream.getResolution(), "the stream has no resolution");
            if (wanted != null && !wanted.equals(size)) {
                throw new CameraException(Reason.NOT_SUPPORTED, slot + " delivers " + size + " where " + wanted + " was asked for");
            }
            return new OpenStream(stream, wanted, size);
        } catch (CameraException | RuntimeException | Error e) {
            stream.close();
            throw e;
        }
    }

    /** A stream that was opened at the device's choice serves only requests that leave the choice to it, or name what it chose. */
    boolean serves(Resolution asked) {
        return Objects.equals(wanted, asked) || size.equals(asked);
    }

    /** Waits for a frame that can be a picture of the size asked for. */
    Frame expose(RegisteredDevice slot, Resolution asked, Duration limit) throws CameraException {
        Frame frame = Objects.requireNonNull(stream.nextFrame(limit), "the device returned no frame");
        String problem = FrameValidator.problem(frame, asked);
        if (problem != null) {
            frame.close();
            throw new CameraException(Reason.BAD_FRAME, slot + " delivered a frame that is no picture: " + problem);
        }
        return frame;
    }
}
