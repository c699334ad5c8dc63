package org.obscura.camera.spi;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Searches the network for cameras when a user requests it. A backend registers one as a service; it configures nothing by itself.
 * <ul>
 * <li><b>Threading:</b> called from any thread; several searches may run at once.
 * <li><b>Ordering:</b> none.
 * <li><b>Ownership:</b> the result belongs to the caller.
 * <li><b>Null:</b> neither taken nor returned.
 * <li><b>Errors:</b> an {@link IOException} says why nothing could be sent.
 * </ul>
 */
@ConsumerType
public interface CameraDiscovery {

    /**
     * Searches for cameras.
     *
     * @param limit how long to wait for answers; the method returns after about this time
     * @return the cameras that answered, each once
     * @throws IOException if no network can be searched
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    List<DiscoveredCamera> discover(Duration limit) throws IOException, InterruptedException;
}
