package org.obscura.camera.sinks.outbox;

import java.time.Duration;
import java.time.Instant;

import org.obscura.camera.ImageDelivery;

/** An image that waits for one sink. */
final class Entry {
    /** Ascending in an outbox. */
    final long number;
    final Instant takenOver;
    /** With attempt 0. */
    final ImageDelivery image;
    /** By the clock that is never set. */
    final long sinceNanos;
    private volatile boolean deletesImage;

    /** @param deletesImage whether the image is deleted once each sink has acknowledged it */
    Entry(long number, Instant takenOver, ImageDelivery image, boolean deletesImage) {
        this.number = number;
        this.takenOver = takenOver;
        this.image = image;
        this.deletesImage = deletesImage;
        this.sinceNanos = System.nanoTime() - Math.max(0, Duration.between(takenOver, Instant.now()).toNanos());
    }

    boolean deletesImage() {
        return deletesImage;
    }

    /** Decides that the image stays, whatever becomes of it elsewhere. */
    void keepImage() {
        deletesImage = false;
    }

    ImageDelivery attempt(int attempt) {
        return new ImageDelivery(image.id(), image.cameraId(), image.requestId(), image.deviceId(), image.path(), image.format(),
                image.resolution(), image.timestamp(), attempt);
    }
}
