package org.obscura.camera;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The images that wait for one {@link ImageSink}. The sinks bundle registers one service for each sink that it knows, with the service
 * property {@value ImageSink#NAME}; it stays registered, and takes images, while the sink is not.
 * <ul>
 * <li><b>Threading:</b> safe from any thread; no method waits for the sink.
 * <li><b>Ordering:</b> none.
 * <li><b>Ownership:</b> the service owns its entries; the images belong to the cameras.
 * <li><b>Null:</b> no method returns null.
 * <li><b>Errors:</b> reported in {@link OutboxStatus#lastFailure()}, never thrown.
 * <li><b>After unregistration:</b> every method still returns; {@link #retry()} and {@link #discard()} do nothing.
 * </ul>
 */
@ProviderType
public interface ImageOutbox {

    /**
     * Returns what waits, and what has been delivered.
     *
     * @return a snapshot
     */
    OutboxStatus getStatus();

    /** Tries now, without waiting for the end of a pause after a failure. */
    void retry();

    /**
     * Removes the entries of all images that wait, except those that the sink is delivering. The images stay. An outbox whose sink is not
     * registered is removed with them.
     *
     * @return how many entries were removed
     */
    int discard();
}
