package org.obscura.camera.itest;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureListener;
import org.obscura.camera.CapturedImage;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** Records the events that a listener receives of every camera: it does not depend on an EventAdmin. */
final class ListenerLog implements CaptureListener, AutoCloseable {

    private final List<RecordedEvent> all = new ArrayList<>();
    private final ServiceRegistration<CaptureListener> registration;

    ListenerLog(BundleContext context) {
        registration = context.registerService(CaptureListener.class, this, new Hashtable<>());
    }

    private synchronized void add(String camera, int request, String kind, String detail) {
        all.add(new RecordedEvent(camera, 0, request, kind, detail));
        notifyAll();
    }

    synchronized List<RecordedEvent> all(Predicate<RecordedEvent> which) {
        return all.stream().filter(which).toList();
    }

    synchronized void await(Predicate<RecordedEvent> which, int count) throws InterruptedException {
        long end = System.nanoTime() + Patience.NANOS;
        while (all(which).size() < count) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError(all(which).size() + " of " + count + " events within " + Patience.SECONDS + " s: " + all);
            }
            wait(left);
        }
    }

    @Override
    public void onImageExposed(String cameraId, int requestId, String deviceId) {
        add(cameraId, requestId, RecordedEvent.EXPOSED, deviceId);
    }

    @Override
    public void onImageCaptured(String cameraId, int requestId, String preview) {
        add(cameraId, requestId, RecordedEvent.CAPTURED, preview);
    }

    @Override
    public void onImageMetadataAvailable(String cameraId, int requestId, String key, Object value) {
        add(cameraId, requestId, RecordedEvent.METADATA, key);
    }

    @Override
    public void onImageSaved(String cameraId, int requestId, String path) {
        add(cameraId, requestId, RecordedEvent.SAVED, path);
    }

    @Override
    public void onImageAvailable(String cameraId, int requestId, CapturedImage image) {
        add(cameraId, requestId, RecordedEvent.AVAILABLE, "");
    }

    @Override
    public void onCaptureFailed(String cameraId, int requestId, CaptureError error, String message) {
        add(cameraId, requestId, RecordedEvent.FAILED, error.name());
    }

    @Override
    public void close() {
        registration.unregister();
    }
}
