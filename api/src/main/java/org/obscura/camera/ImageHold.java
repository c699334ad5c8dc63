package org.obscura.camera;

import java.nio.file.Path;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Keeps saved images from being deleted by the retention of a camera ({@code retention.*} in its configuration), such as those that are
 * still to be delivered. A bundle registers it as a service (whiteboard); the core bundle calls every registered one for each image
 * before it deletes the image.
 * <p>
 * The core deletes no image whose request has not ended, so an {@link org.obscura.camera.spi.ImageReceiver} has taken it over before; and
 * nothing within a minute after it started, after an image was saved, and after a hold was registered or unregistered. So a bundle
 * has the time to be restarted.
 * <ul>
 * <li><b>Threading:</b> called by one thread of the core bundle at a time. It should answer from memory: one slow hold delays all
 * deletions, but never a capture.
 * <li><b>Ordering:</b> none.
 * <li><b>Ownership:</b> the core owns the file. The bundle that holds an image may delete the file itself, which ends its retention.
 * <li><b>Null:</b> never passed.
 * <li><b>Errors:</b> if a hold throws, the image stays, and the core logs the exception.
 * <li><b>After unregistration:</b> no further call starts; a running call completes.
 * </ul>
 */
@ConsumerType
@FunctionalInterface
public interface ImageHold {

    /**
     * Returns whether an image must stay for now.
     *
     * @param cameraId the camera that took the image
     * @param path the absolute path under which the image was saved, as in {@link CapturedImage#path()}
     * @return true if the image may not be deleted now; it is deleted by a later round, once no hold keeps it
     */
    boolean isHeld(String cameraId, Path path);
}
