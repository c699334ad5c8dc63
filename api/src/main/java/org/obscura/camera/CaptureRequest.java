package org.obscura.camera;

import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A request for one image: its id and its awaitable result.
 * <ul>
 * <li><b>Threading:</b> safe from any thread. Dependent stages run on a thread of the core bundle that no other request needs: a
 * slow stage delays nothing else.
 * <li><b>Ordering:</b> the result completes after the last event of the request was posted, and also while there is no EventAdmin.
 * <li><b>Ownership:</b> the request completes whether it is kept or not.
 * <li><b>Null:</b> never returned.
 * <li><b>Errors:</b> a request that ends without an image completes exceptionally with a {@link CaptureException}.
 * <li><b>After unregistration:</b> the result of every request completes, at the latest when the camera is unregistered.
 * </ul>
 */
@ProviderType
public interface CaptureRequest {

    /**
     * Returns the id that the events of this request carry.
     *
     * @return a positive number, ascending per camera
     */
    int getId();

    /**
     * Returns the result.
     *
     * @return a stage that completes with the saved or available image, or exceptionally with a {@link CaptureException}
     */
    CompletionStage<CapturedImage> getResult();

    /**
     * Cancels this request.
     *
     * @return true if it was pending and now ends with {@link CaptureError#CANCELLED}
     */
    boolean cancel();
}
