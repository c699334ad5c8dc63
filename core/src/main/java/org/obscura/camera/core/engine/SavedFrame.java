package org.obscura.camera.core.engine;

import java.io.IOException;

import org.obscura.camera.DeviceInfo;
import org.obscura.camera.DeviceInfo.Position;
import org.obscura.camera.Resolution;
import org.obscura.camera.ViewFrame;
import org.obscura.camera.core.metadata.jpeg.JpegSegments;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.MemoryFrame;
import org.obscura.camera.spi.PixelFormat;

/**
 * A frame that was exposed before its request, for a viewer.
 *
 * @param frame the frame, upright
 * @param device what is known of the device that exposed it, as of one whose frames are upright
 */
record SavedFrame(Frame frame, DeviceInfo device) {

    /**
     * Returns the frame of a viewer as one of a device.
     *
     * @throws IllegalArgumentException if it is no JPEG image
     */
    static Frame of(ViewFrame frame) {
        try {
            Resolution size = JpegSegments.read(frame.jpeg()).size().orElseThrow(() -> new IOException("it does not say its size"));
            String problem = JpegValidator.validate(frame.jpeg(), size);
            if (problem != null) {
                throw new IOException(problem);
            }
            return new MemoryFrame(size, PixelFormat.JPEG, frame.jpeg(), 0, frame.timestamp(), () -> {});
        } catch (IOException e) {
            throw new IllegalArgumentException("The frame is no whole JPEG image: " + e.getMessage(), e);
        }
    }

    static DeviceInfo upright(DeviceInfo info) {
        return info.orientation() == 0 ? info
                : new DeviceInfo(info.id(), info.displayName(), info.backend(), info.position(), 0, info.manufacturer(), info.model());
    }

    /** Returns what is known of a device that is not there any more. */
    static DeviceInfo unknown(String id) {
        int colon = id.indexOf(':');
        return new DeviceInfo(id, id, colon < 0 ? id : id.substring(0, colon), Position.UNSPECIFIED, 0, "", "");
    }
}
