package org.obscura.camera.core.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.Camera.Status;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.CaptureException;
import org.obscura.camera.CaptureListener;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.core.event.EventDispatcher;
import org.obscura.camera.core.event.CameraEvent;

/** Builds the events of one camera and hands them to the {@link EventDispatcher}. */
final class CameraEventPublisher {
    private final String cameraId;
    private final EventDispatcher dispatcher;
    /** Set once, before anything is posted. */
    private final Map<String, Object> captureService = new HashMap<>();
    private final Map<String, Object> cameraService = new HashMap<>();
    /** Events from before the services are known: a capture may be requested while they are being registered. */
    private @Nullable List<Runnable> beforeServices = new ArrayList<>();
    /** Events to hand over together, or null. Guarded by the lock of the {@link CaptureSession}. */
    private @Nullable List<CameraEvent> batch;

    CameraEventPublisher(String cameraId, EventDispatcher dispatcher) {
        this.cameraId = cameraId;
        this.dispatcher = dispatcher;
    }

    /** Sets the service properties that the events carry; until then none is posted. */
    synchronized void setServices(Map<String, Object> capture, Map<String, Object> camera) {
        captureService.putAll(capture);
        cameraService.putAll(camera);
        List<Runnable> first = beforeServices;
        beforeServices = null;
        if (first != null) {
            first.forEach(Runnable::run);
        }
    }

    /** Hands over all events of an action in one step, since each step wakes the dispatcher. */
    void batch(Runnable action) {
        if (batch != null) {
            action.run();
            return;
        }
        List<CameraEvent> collected = new ArrayList<>();
        batch = collected;
        try {
            action.run();
        } finally {
            batch = null;
            dispatcher.post(collected);
        }
    }

    void exposed(int request, String deviceId) {
        ofRequest(CameraEvents.TOPIC_IMAGE_EXPOSED, request, () -> Map.of(CameraEvents.DEVICE_ID, deviceId),
                listener -> listener.onImageExposed(cameraId, request, deviceId), null);
    }

    void captured(int request, String preview) {
        ofRequest(CameraEvents.TOPIC_IMAGE_CAPTURED, request, () -> Map.of(CameraEvents.PREVIEW, preview),
                listener -> listener.onImageCaptured(cameraId, request, preview), null);
    }

    void metadata(int request, String key, Object value) {
        ofRequest(CameraEvents.TOPIC_IMAGE_METADATA_AVAILABLE, request, () -> Map.of(CameraEvents.KEY, key, CameraEvents.VALUE, value),
                listener -> listener.onImageMetadataAvailable(cameraId, request, key, value), null);
    }

    void saved(CapturedImage image, String path, Runnable after) {
        int request = image.requestId();
        ofRequest(CameraEvents.TOPIC_IMAGE_SAVED, request, () -> Map.of(CameraEvents.PATH, path),
                listener -> listener.onImageSaved(cameraId, request, path), after);
    }

    void available(CapturedImage image, Runnable after) {
        int request = image.requestId();
        ofRequest(CameraEvents.TOPIC_IMAGE_AVAILABLE, request, () -> Map.of(CameraEvents.IMAGE, image),
                listener -> listener.onImageAvailable(cameraId, request, image), after);
    }

    void failed(CaptureException failure, Runnable after) {
        int request = failure.getRequestId();
        String message = CaptureFailures.message(failure);
        ofRequest(CameraEvents.TOPIC_CAPTURE_FAILED, request,
                () -> Map.of(CameraEvents.ERROR, failure.getError().name(), CameraEvents.MESSAGE, message),
                listener -> listener.onCaptureFailed(cameraId, request, failure.getError(), message), after);
    }

    void property(String name, Object value) {
        post(CameraEvents.TOPIC_PROPERTY_CHANGED, captureService, null,
                () -> Map.of(CameraEvents.PROPERTY, name, CameraEvents.VALUE, value),
                listener -> listener.onPropertyChanged(cameraId, name, value), null);
    }

    void status(Status status) {
        post(CameraEvents.TOPIC_STATUS_CHANGED, cameraService, null, () -> Map.of(CameraEvents.STATUS, status.name()),
                listener -> listener.onStatusChanged(cameraId, status), null);
    }

    void device(String deviceId) {
        post(CameraEvents.TOPIC_DEVICE_CHANGED, cameraService, null, () -> Map.of(CameraEvents.DEVICE_ID, deviceId),
                listener -> listener.onDeviceChanged(cameraId, deviceId), null);
    }

    void deleted(List<String> paths, long bytes) {
        post(CameraEvents.TOPIC_IMAGES_DELETED, cameraService, null,
                () -> Map.of(CameraEvents.COUNT, paths.size(), CameraEvents.BYTES, bytes, CameraEvents.PATHS, paths),
                listener -> listener.onImagesDeleted(cameraId, paths, bytes), null);
    }

    private void ofRequest(String topic, Integer request, Supplier<Map<String, Object>> more, Consumer<CaptureListener> call,
            @Nullable Runnable after) {
        post(topic, captureService, request, more, call, after);
    }

    private void post(String topic, Map<String, Object> service, @Nullable Integer request, Supplier<Map<String, Object>> more,
            Consumer<CaptureListener> call, @Nullable Runnable after) {
        long time = System.currentTimeMillis();
        CameraEvent event = new CameraEvent(cameraId, topic, () -> properties(time, request, more, service), call, after);
        synchronized (this) {
            if (beforeServices != null) {
                beforeServices.add(() -> dispatcher.post(List.of(event)));
                return;
            }
        }
        if (batch != null) {
            batch.add(event);
        } else {
            dispatcher.post(List.of(event));
        }
    }

    private Map<String, Object> properties(long time, @Nullable Integer request, Supplier<Map<String, Object>> more,
            Map<String, Object> service) {
        Map<String, Object> all = new HashMap<>();
        all.put(CameraEvents.CAMERA_ID, cameraId);
        all.put(CameraEvents.TIMESTAMP, time);
        if (request != null) {
            all.put(CameraEvents.REQUEST_ID, request);
        }
        all.putAll(more.get());
        all.putAll(service);
        return all;
    }
}
