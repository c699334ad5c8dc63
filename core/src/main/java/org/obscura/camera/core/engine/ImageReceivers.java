package org.obscura.camera.core.engine;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.obscura.camera.CapturedImage;
import org.obscura.camera.core.logging.EngineLog;
import org.obscura.camera.spi.ImageReceiver;

/** Hands saved images to the receivers before they are reported. */
public final class ImageReceivers {
    private final EngineLog log;
    private final List<ImageReceiver> receivers = new CopyOnWriteArrayList<>();

    public ImageReceivers(EngineLog log) {
        this.log = log;
    }

    public void add(ImageReceiver receiver) {
        receivers.add(receiver);
    }

    public void remove(ImageReceiver receiver) {
        receivers.removeIf(each -> each == receiver); // two may be equal, as records are
    }

    /** Calls each receiver; returns when all have returned. */
    void receive(CapturedImage image) {
        for (ImageReceiver receiver : receivers) {
            try {
                receiver.receive(image);
            } catch (Throwable e) { // whatever it is, the image is saved and must be reported
                log.warn("Camera {}, request {}: the image {} is saved, but a receiver did not take it over", image.cameraId(),
                        image.requestId(), image.path(), e);
            } finally {
                Thread.interrupted(); // an interrupt by the receiver must not break the file that is written next
            }
        }
    }
}
