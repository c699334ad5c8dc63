package org.obscura.camera.trigger;

import java.util.Optional;

import org.obscura.camera.Camera;
import org.obscura.camera.CameraEvents;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/** The camera of an id, while there is one. */
final class CameraLink implements AutoCloseable {
    private final ServiceTracker<Camera, Camera> tracker;
    private final String id;

    /** @param onArrival called when a camera of that id appears, on any thread */
    CameraLink(BundleContext context, String id, Runnable onArrival) {
        this.id = id;
        tracker = new ServiceTracker<>(context, Camera.class, null) {
            @Override
            public Camera addingService(ServiceReference<Camera> reference) {
                if (!id.equals(reference.getProperty(CameraEvents.CAMERA_ID))) {
                    return null;
                }
                Camera camera = super.addingService(reference);
                onArrival.run();
                return camera;
            }
        };
    }

    void open() {
        tracker.open();
    }

    /** Returns the camera. */
    Optional<Camera> camera() {
        return Optional.ofNullable(tracker.getService());
    }

    String id() {
        return id;
    }

    @Override
    public void close() {
        tracker.close();
    }
}
