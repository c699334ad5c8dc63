package org.obscura.camera.itest.karaf;

import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.osgi.framework.AllServiceListener;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** The registered cameras, by their service properties alone. */
final class CameraServices {
    private static final String CAMERA = "org.obscura.camera.Camera";
    private static final String DEVICE = "org.obscura.camera.spi.CameraDevice";
    private static final String ENCODER = "org.obscura.camera.spi.ImageEncoder";

    private final BundleContext context;
    private Object before;

    CameraServices(BundleContext context) {
        this.context = context;
    }

    /**
     * Waits until a camera is registered or not, and the commands know it: they follow the services by events of their own, which may be
     * delivered after the registry has changed.
     */
    void awaitListed(KarafShell shell, String id, boolean listed) throws Exception {
        await(id, () -> listed == (reference(id) != null) && listed == isListed(shell, id));
    }

    private static boolean isListed(KarafShell shell, String id) throws Exception {
        if (shell.with(session -> session.getRegistry().getCommand("camera", "list")) == null) {
            return false;
        }
        return shell.run("camera:list").lines().anyMatch(line -> line.startsWith(id + " "));
    }

    boolean isMissing(String id) throws InvalidSyntaxException {
        return reference(id) == null;
    }

    void expectChange(String id) throws InvalidSyntaxException {
        before = reference(id).getProperty(Constants.SERVICE_ID);
    }

    /** Another service of that id has come since the change was expected. */
    void awaitChanged(String id) throws Exception {
        await(id, () -> isOther(reference(id), before));
    }

    /** Returns the id of a device's service once it is registered. */
    Object awaitDevice(String id) throws Exception {
        awaitDeviceOtherThan(id, null);
        return device(id).getProperty(Constants.SERVICE_ID);
    }

    /** Waits until a device is registered by another service. */
    void awaitDeviceOtherThan(String id, Object service) throws Exception {
        await("device " + id, "(camera.device.id=" + id + ")", () -> isOther(device(id), service));
    }

    private static boolean isOther(ServiceReference<?> reference, Object service) {
        return reference != null && !reference.getProperty(Constants.SERVICE_ID).equals(service);
    }

    /** Waits until a command is registered, for the shell as well as for the framework. */
    void awaitCommand(KarafShell shell, String name) throws Exception {
        await("camera:" + name, "(osgi.command.function=" + name + ")",
                () -> shell.with(session -> session.getRegistry().getCommand("camera", name)) != null);
    }

    /** Whether a bundle has an encoder. */
    void awaitEncoder(String bundle, boolean there) throws Exception {
        await("The encoder of " + bundle, "(objectClass=" + ENCODER + ")", () -> {
            ServiceReference<?>[] found = context.getAllServiceReferences(ENCODER, null);
            return there == (found != null && Stream.of(found).anyMatch(each -> each.getBundle().getSymbolicName().equals(bundle)));
        });
    }

    private ServiceReference<?> reference(String id) throws InvalidSyntaxException {
        return only(context.getAllServiceReferences(CAMERA, "(camera.id=" + id + ")"));
    }

    private ServiceReference<?> device(String id) throws InvalidSyntaxException {
        return only(context.getAllServiceReferences(DEVICE, "(camera.device.id=" + id + ")"));
    }

    private static ServiceReference<?> only(ServiceReference<?>[] found) {
        return found == null ? null : found[0];
    }

    /** What is awaited. */
    private interface Condition {
        boolean holds() throws Exception;
    }

    private void await(String id, Condition condition) throws Exception {
        await("camera '" + id + "'", "(camera.id=" + id + ")", condition);
    }

    private void await(String what, String filter, Condition condition) throws Exception {
        Object change = new Object();
        AllServiceListener listener = event -> {
            synchronized (change) {
                change.notifyAll();
            }
        };
        context.addServiceListener(listener, filter);
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Patience.SECONDS);
            synchronized (change) {
                while (!condition.holds()) {
                    long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                    if (left <= 0) {
                        throw new AssertionError(what + " did not come or go within " + Patience.SECONDS + " s");
                    }
                    // an unregistering service is still there while its event is delivered: look again soon
                    change.wait(Math.min(left, 100));
                }
            }
        } finally {
            context.removeServiceListener(listener);
        }
    }
}
