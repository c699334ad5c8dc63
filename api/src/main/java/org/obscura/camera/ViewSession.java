package org.obscura.camera;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A viewer of a camera, from {@link Camera#view} until {@link #close()}.
 * <ul>
 * <li><b>Threading:</b> safe from any thread; no method waits.
 * <li><b>Ordering:</b> after {@link #close()} at most the frame arrives that is being handed over at that moment.
 * <li><b>Ownership:</b> the application closes the session.
 * <li><b>Null:</b> no method returns null.
 * <li><b>Errors:</b> none is thrown; {@link #getProblem()} says why no frames come.
 * <li><b>After unregistration:</b> of the camera, the session is closed.
 * </ul>
 */
@ProviderType
public interface ViewSession extends AutoCloseable {

    /**
     * Returns whether frames may still come.
     *
     * @return false after {@link #close()}, after the consumer threw an exception, and after the camera was removed
     */
    boolean isOpen();

    /**
     * Returns why no frames come at present.
     *
     * @return a sentence without its full stop, such as {@code Camera front is not started}; "" if frames come or are about to come
     */
    String getProblem();

    /** Ends the view. Closing again does nothing. */
    @Override
    void close();
}
