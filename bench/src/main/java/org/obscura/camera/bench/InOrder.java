package org.obscura.camera.bench;

import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureListener;

/** Checks that each request of a camera ends with an image, in the order of the requests. */
final class InOrder implements CaptureListener {
    private int last;
    private int count;
    private String failure;

    @Override
    public synchronized void onImageSaved(String cameraId, int requestId, String path) {
        if (requestId <= last) {
            failure = "image " + requestId + " came after " + last;
        }
        last = requestId;
        count++;
        notifyAll();
    }

    @Override
    public synchronized void onCaptureFailed(String cameraId, int requestId, CaptureError error, String message) {
        failure = error + ": " + message;
        notifyAll();
    }

    synchronized int count() {
        return count;
    }

    /** Waits for the image of a request, which must be the next one. */
    synchronized void awaitNext(int requestId) throws InterruptedException {
        while (failure == null && last < requestId) {
            wait();
        }
        if (failure != null || last != requestId) {
            throw new IllegalStateException(failure != null ? failure : "image " + last + " came for the request " + requestId);
        }
    }
}
