package org.obscura.camera.support.stream;

import org.obscura.camera.spi.CameraException;

/** Delivers frames one after another, as fast as it is read. Opened and read by one thread; closed by any, which ends a call that waits. */
public interface FrameSource extends AutoCloseable {

    /**
     * Connects or starts it. Called once, before anything else.
     *
     * @throws CameraException if that fails, or it was closed
     */
    void open() throws CameraException;

    /**
     * Waits for the next frame.
     *
     * @return the frame
     * @throws CameraException {@code BAD_FRAME} if something that is no image is skipped; any other reason ends the source
     */
    SourceFrame read() throws CameraException;

    /**
     * Takes back a frame that was read and is not needed, so that its memory can be used again.
     *
     * @param frame the frame
     */
    default void recycle(SourceFrame frame) {
        // the garbage collector frees it
    }

    /** Ends it; returns within a second. */
    @Override
    void close();

    /**
     * Returns what came in place of an image, from any thread.
     *
     * @return a sentence to be read behind another one, with a full stop before it; "" if an image came, or it is not known
     */
    default String instead() {
        return "";
    }
}
