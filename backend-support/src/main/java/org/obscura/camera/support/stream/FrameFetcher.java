package org.obscura.camera.support.stream;

import org.obscura.camera.spi.CameraException;

/** Delivers a frame per call, such as the answer to a request. Called by one thread at a time. */
public interface FrameFetcher {

    /**
     * Fetches a frame that is exposed after this call, but for the source's latency.
     *
     * @return the frame
     * @throws CameraException if that fails, or was aborted
     */
    SourceFrame fetch() throws CameraException;

    /** Ends a call that runs, from any thread, and lets none begin any more. */
    void abort();

    /**
     * Returns what came in place of an image, from any thread.
     *
     * @return a sentence to be read behind another one, with a full stop before it; "" if an image came, or it is not known
     */
    default String instead() {
        return "";
    }
}
