package org.obscura.camera.simulated;

import java.time.Instant;
import java.util.List;

import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.PixelFormat;

/** What a simulated camera sees. Used by any thread. */
interface FrameSource {

    /** Returns the sizes of now, the preferred one first; empty if there is nothing to see. */
    List<Resolution> getResolutions();

    /** Returns why there is nothing, or not everything, to see, and what to do about it; "" if all is well. */
    String getProblem();

    /** Returns whether the controls have an effect. */
    boolean hasControls();

    /** Looks again what there is. */
    void refresh();

    /** Prepares frames of one of the sizes, as far as it can before it knows when they are exposed. The format is the one to expect. */
    FrameGenerator open(Resolution resolution, PixelFormat format) throws CameraException;

    /** Makes the frames of a stream. */
    interface FrameGenerator {

        /** Returns the image of that moment; the format is a wish. Controls have no effect on image files. */
        Frame expose(long sequence, Instant time, PixelFormat format, ControlValues controls) throws CameraException;
    }
}
