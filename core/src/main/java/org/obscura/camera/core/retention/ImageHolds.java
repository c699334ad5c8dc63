package org.obscura.camera.core.retention;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.obscura.camera.ImageHold;
import org.obscura.camera.core.logging.EngineLog;

/** The services that keep images from being deleted. Thread-safe. */
public final class ImageHolds {
    private final EngineLog log;
    private final Clocks clocks;
    private final List<ImageHold> holds = new CopyOnWriteArrayList<>();
    private volatile long changedNanos;

    public ImageHolds(EngineLog log) {
        this(log, Clocks.system());
    }

    ImageHolds(EngineLog log, Clocks clocks) {
        this.log = log;
        this.clocks = clocks;
        this.changedNanos = clocks.nanos();
    }

    public void add(ImageHold hold) {
        holds.add(hold);
        changedNanos = clocks.nanos();
    }

    public void remove(ImageHold hold) {
        holds.removeIf(each -> each == hold); // two may be equal, as records are
        changedNanos = clocks.nanos();
    }

    /** Returns how long no service was added or removed. */
    long nanosSinceChange() {
        return clocks.nanos() - changedNanos;
    }

    /** Returns whether an image must stay. */
    boolean isHeld(String cameraId, Path image) {
        for (ImageHold hold : holds) {
            try {
                if (hold.isHeld(cameraId, image)) {
                    return true;
                }
            } catch (Throwable e) { // code of others, which must not end the retention; in Kotlin it throws an IOException, too
                log.warn("Camera {}: {} stays, since a hold failed", cameraId, image, e);
                return true;
            } finally {
                Thread.interrupted(); // an interrupt by the hold must not break the ledger
            }
        }
        return false;
    }
}
