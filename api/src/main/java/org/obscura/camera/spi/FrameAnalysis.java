package org.obscura.camera.spi;

import java.util.Optional;

import org.osgi.annotation.versioning.ConsumerType;

/** The analysis of the frames of one camera, see {@link FrameAnalyzer}. */
@ConsumerType
public interface FrameAnalysis extends AutoCloseable {

    /**
     * Analyzes the next frame.
     *
     * @param frame a small frame of {@link PixelFormat#BGR24}, upright, at most 320 pixels wide. The caller closes it after the call
     * @return what was found, in a few words such as {@code motion in 3 % of the image}; empty if nothing was
     */
    Optional<String> analyze(Frame frame);

    /** Ends the analysis. */
    @Override
    default void close() {
    }
}
