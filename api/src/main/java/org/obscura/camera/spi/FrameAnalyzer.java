package org.obscura.camera.spi;

import java.util.Map;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Finds something in the frames of a camera, such as motion, so that a trigger captures. Registered as a service with the property
 * {@link #NAME} (whiteboard); a trigger names the analyzer that it uses, and that of the highest {@code service.ranking} serves it.
 * <ul>
 * <li><b>Threading:</b> {@link #start} is called by any thread and returns soon, since all triggers share one; the analysis by one thread
 * at a time.
 * <li><b>Ordering:</b> an analysis receives the frames of one camera in the order of their exposure; frames are left out while it is busy.
 * <li><b>Ownership:</b> the analysis belongs to the caller, which closes it.
 * <li><b>Null:</b> never passed, never returned.
 * <li><b>Errors:</b> {@link #start} throws {@code IllegalArgumentException} for a wrong option; other exceptions are logged.
 * <li><b>After unregistration:</b> its analyses are closed, one that is analyzing a frame after that frame, and no further one is
 * started.
 * </ul>
 */
@ConsumerType
public interface FrameAnalyzer {
    /** Service property: the name by which triggers select it, such as {@code motion}. The type of the value is {@code String}. */
    String NAME = "camera.analyzer.name";

    /**
     * Begins the analysis of the frames of one camera.
     *
     * @param cameraId the id of the camera
     * @param options the options of the trigger, by name
     * @return an analysis without frames so far
     * @throws IllegalArgumentException if an option is unknown or wrong; the message says what would be right
     */
    FrameAnalysis start(String cameraId, Map<String, String> options);
}
