package org.obscura.camera.web.camera;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.google.errorprone.annotations.concurrent.GuardedBy;

import org.obscura.camera.Camera;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureListener;
import org.obscura.camera.CapturedImage;

/** The last events, numbered, for clients that follow them and that come back after a break. */
public final class EventLog implements CaptureListener, AutoCloseable {
    private static final int CAPACITY = 500;

    @GuardedBy("this")
    private final Deque<Event> events = new ArrayDeque<>();
    @GuardedBy("this")
    private long last;
    @GuardedBy("this")
    private boolean closed;

    /**
     * An event.
     *
     * @param number 1 or more, ascending
     * @param type such as {@code saved}
     * @param data names and values
     */
    public record Event(long number, String type, Map<String, Object> data) {
    }

    /** Adds an event; {@code data} are names and values in turn. */
    public synchronized void append(String type, List<?> data) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < data.size(); i += 2) {
            values.put((String) data.get(i), data.get(i + 1));
        }
        values.put("time", Instant.now());
        last++;
        events.add(new Event(last, type, values));
        if (events.size() > CAPACITY) {
            events.remove();
        }
        notifyAll();
    }

    /** Returns the number of the last event; 0 before the first. */
    public synchronized long last() {
        return last;
    }

    /** Returns whether all events after a number are still known. */
    public synchronized boolean isKnownAfter(long number) {
        return number >= 0 && number <= last && (events.isEmpty() || number >= events.peek().number() - 1);
    }

    /** Waits for events after a number. Returns none if there is none in time, or if the log is closed. */
    public synchronized List<Event> after(long number, Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        while (last <= number && !closed) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                break;
            }
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        return events.stream().filter(event -> event.number() > number).toList();
    }

    public synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    @Override
    public void onImageExposed(String cameraId, int requestId, String deviceId) {
        append("exposed", List.of("camera", cameraId, "id", requestId, "device", deviceId));
    }

    @Override
    public void onImageCaptured(String cameraId, int requestId, String preview) {
        append("captured", List.of("camera", cameraId, "id", requestId));
    }

    @Override
    public void onImageSaved(String cameraId, int requestId, String path) {
        append("saved", List.of("camera", cameraId, "id", requestId, "path", path));
    }

    @Override
    public void onImageAvailable(String cameraId, int requestId, CapturedImage image) {
        append("available", List.of("camera", cameraId, "id", requestId));
    }

    @Override
    public void onCaptureFailed(String cameraId, int requestId, CaptureError error, String message) {
        append("failed", List.of("camera", cameraId, "id", requestId, "error", error, "message", message));
    }

    @Override
    public void onPropertyChanged(String cameraId, String property, Object value) {
        append("property", List.of("camera", cameraId, "property", property, "value", value));
    }

    @Override
    public void onStatusChanged(String cameraId, Camera.Status status) {
        append("status", List.of("camera", cameraId, "status", status));
    }

    @Override
    public void onDeviceChanged(String cameraId, String deviceId) {
        append("device", List.of("camera", cameraId, "device", deviceId));
    }
}
