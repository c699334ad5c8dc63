package org.obscura.camera.bench;

import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureListener;

/** Waits for images, and has no patience with failures. */
final class Saved implements CaptureListener {
    private final String camera;
    private int count;
    private long lastNanos;
    private String failure;

    Saved(String camera) {
        this.camera = camera;
    }

    @Override
    public synchronized void onImageSaved(String cameraId, int requestId, String path) {
        if (cameraId.startsWith(camera)) {
            lastNanos = System.nanoTime();
            count++;
            notifyAll();
        }
    }

    @Override
    public synchronized void onCaptureFailed(String cameraId, int requestId, CaptureError error, String message) {
        if (cameraId.startsWith(camera)) {
            failure = error + ": " + message;
            notifyAll();
        }
    }

    synchronized int count() {
        return count;
    }

    /** Returns when the last event arrived, by the clock of {@link System#nanoTime()}. */
    synchronized long lastNanos() {
        return lastNanos;
    }

    synchronized void await(int until) throws InterruptedException {
        while (count < until) {
            if (failure != null) {
                throw new IllegalStateException(failure);
            }
            wait();
        }
    }
}
