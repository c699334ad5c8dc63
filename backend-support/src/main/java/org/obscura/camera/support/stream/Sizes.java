package org.obscura.camera.support.stream;

import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;

/** Compares the size of frames with the one that was promised. */
final class Sizes {

    private Sizes() {
    }

    /** Checks the first frame of a stream. */
    static void check(String device, Resolution wanted, Resolution delivered) throws CameraException {
        if (wanted != null && !wanted.equals(delivered)) {
            throw new CameraException(Reason.NOT_SUPPORTED,
                    device + " delivers " + delivered + " and no other size; requested was " + wanted);
        }
    }

    /** Checks a later frame. A stream keeps its size, so a camera that was set to another one is opened again. */
    static void checkUnchanged(String device, Resolution size, Resolution delivered) throws CameraException {
        if (!size.equals(delivered)) {
            throw new CameraException(Reason.DISCONNECTED, device + " changed from " + size + " to " + delivered);
        }
    }
}
