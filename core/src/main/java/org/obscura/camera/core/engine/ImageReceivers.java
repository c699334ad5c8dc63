package org.obscura.camera.core.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.obscura.camera.CapturedImage;
import org.obscura.camera.core.logging.EngineLog;
import org.obscura.camera.spi.ImageReceiver;
import org.obscura.camera.support.config.Durations;

/** Hands saved images to the receivers before they are reported. */
public final class ImageReceivers {
    /** After which time the log names a receiver that does not return, for which all images of the camera wait. */
    private static final Duration SLOW = Duration.ofSeconds(10);

    private final EngineExecutors executors;
    private final EngineLog log;
    private final Duration slow;
    private final List<ImageReceiver> receivers = new CopyOnWriteArrayList<>();

    public ImageReceivers(EngineExecutors executors, EngineLog log) {
        this(executors, log, SLOW);
    }

    /** Creates one with another limit. */
    ImageReceivers(EngineExecutors executors, EngineLog log, Duration slow) {
        this.executors = executors;
        this.log = log;
        this.slow = slow;
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
            TimeoutMonitor.Timeout timeout = executors.startTimeout(slow, () -> log.warn(
                    "Camera {}, request {}: the receiver {} has not taken the image {} over within {}; until it does, no image of the "
                            + "camera is reported",
                    image.cameraId(), image.requestId(), receiver.getClass().getName(), image.path(), Durations.format(slow)));
            try {
                receiver.receive(image);
            } catch (Throwable e) { // whatever it is, the image is saved and must be reported
                log.warn("Camera {}, request {}: the image {} is saved, but a receiver did not take it over", image.cameraId(),
                        image.requestId(), image.path(), e);
            } finally {
                timeout.cancel();
                Thread.interrupted(); // an interrupt by the receiver must not break the file that is written next
            }
        }
    }
}
