package org.obscura.camera.support.device;

import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;

import org.obscura.camera.spi.CameraBackend;
import org.obscura.camera.spi.CameraDevice;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;

/**
 * The device nodes that other backends offer as cameras. The rule that all follow: of two backends that find the same node, the one whose
 * devices have the higher {@code service.ranking} offers it; of equal rankings, the one whose name comes first.
 * <p>
 * Methods may be called by any thread.
 */
public final class ClaimedNodes implements AutoCloseable {
    private final BundleContext context;
    private final String backend;
    private final int ranking;
    private final ServiceListener listener;

    /**
     * Begins to follow the devices of others.
     *
     * @param context of the bundle
     * @param backend the name of the backend that asks
     * @param ranking the service ranking of its devices
     * @param changed called after devices of others came or went; must return at once
     */
    public ClaimedNodes(BundleContext context, String backend, int ranking, Runnable changed) {
        this.context = context;
        this.backend = backend;
        this.ranking = ranking;
        this.listener = event -> changed.run();
        try {
            context.addServiceListener(listener,
                    "(&(" + Constants.OBJECTCLASS + "=" + CameraDevice.class.getName() + ")(" + CameraDevice.DEVICE_NODES
                            + "=*)(!(" + CameraBackend.BACKEND + "=" + backend + ")))");
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /**
     * Returns whether another backend offers a node, and this one must not.
     *
     * @param path such as {@code /dev/video0}
     * @return whether it is another's
     */
    public boolean isClaimed(String path) {
        try {
            for (ServiceReference<CameraDevice> device : context.getServiceReferences(CameraDevice.class,
                    "(" + CameraDevice.DEVICE_NODES + "=*)")) {
                if (device.getProperty(CameraDevice.DEVICE_NODES) instanceof String[] nodes && Arrays.asList(nodes).contains(path)
                        && precedes(Objects.toString(device.getProperty(CameraBackend.BACKEND), ""),
                                device.getProperty(Constants.SERVICE_RANKING) instanceof Integer rank ? rank : 0)) {
                    return true;
                }
            }
            return false;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean precedes(String other, int itsRanking) {
        return !other.equals(backend) && (itsRanking > ranking || itsRanking == ranking && other.compareTo(backend) < 0);
    }

    /**
     * Waits until no other backend is looking for its first devices, so that a backend that starts a process to look need not do so for
     * devices that are another's.
     *
     * @param longest how long to wait
     * @throws InterruptedException if the thread is interrupted
     */
    public void awaitFirstLooks(Duration longest) throws InterruptedException {
        FirstSearches.await(context, "(!(" + CameraBackend.BACKEND + "=" + backend + "))", longest);
    }

    /** Stops to follow. */
    @Override
    public void close() {
        context.removeServiceListener(listener);
    }
}
