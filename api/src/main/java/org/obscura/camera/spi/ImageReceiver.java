package org.obscura.camera.spi;

import java.io.IOException;

import org.obscura.camera.CapturedImage;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Takes each saved image over before the core reports it, so that no image is reported as saved and then forgotten if the process ends.
 * Registered as a service. What may take long belongs into an {@link org.obscura.camera.ImageSink}.
 * <ul>
 * <li><b>Threading:</b> called on a thread of the core bundle, one call at a time for each camera; the image is reported when it returns.
 * <li><b>Ordering:</b> the images of a camera in the order of the requests.
 * <li><b>Ownership:</b> the image is immutable; its file may be removed at any time.
 * <li><b>Null:</b> never passed.
 * <li><b>Errors:</b> the core logs an exception and reports the image as saved.
 * <li><b>After unregistration:</b> no further call starts; a running call completes.
 * </ul>
 */
@ConsumerType
public interface ImageReceiver {

    /**
     * Takes an image over.
     *
     * @param image an image in a file that is complete under its final name
     * @throws IOException if that could not be made durable
     */
    void receive(CapturedImage image) throws IOException;
}
