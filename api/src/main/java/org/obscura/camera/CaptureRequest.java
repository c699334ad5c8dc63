package org.obscura.camera;

import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A picture that was asked for: the awaitable side of a request id.
 * <ul>
 * <li><b>Threading:</b> safe from any thread. Dependent stages run on a thread of the core bundle that no other request needs: a
 * slow one delays nothing else.
 * <li><b>Ordering:</b> the result completes after the terminal signal was announced, and also while there is no EventAdmin.
 * <li><b>Ownership:</b> may be dropped at any time; the request is carried out all the same.
 * <li><b>Null:</b> never returned.
 * <li><b>Errors:</b> a request that does not end in a picture completes exceptionally with a {@link CaptureException}.
 * <li><b>After unregistration:</b> the result of every request completes, at the latest when the camera goes.
 * </ul>
 */
@ProviderType
public interface CaptureRequest {

    /**
     * The id that the signals of this request carry.
     *
     * @return a positive number, ascending per camera
     */
    int getId();

    /**
     * The picture, once it is saved or available.
     *
     * @return a stage that completes with the picture, or exceptionally with a {@link CaptureException}
     */
    CompletionStage<CapturedImage> getResult();

    /**
     * Cancels this request.
     *
     * @return true if it was pending and now ends with {@link CaptureError#CANCELLED}
     */
    boolean cancel();
}
