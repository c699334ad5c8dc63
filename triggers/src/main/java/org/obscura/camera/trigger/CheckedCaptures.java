package org.obscura.camera.trigger;

import java.io.IOException;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.obscura.camera.Camera;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureRequest;
import org.obscura.camera.ViewFrame;
import org.obscura.camera.trigger.view.FaultCheck;
import org.osgi.service.log.Logger;

/** Captures images with a check of their frames, and remembers what is wrong with the last one. */
final class CheckedCaptures {
    private final String trigger;
    private final FaultCheck check;
    private final CaptureOptions options;
    private final Logger log;
    @GuardedBy("this")
    private String problem = "";

    CheckedCaptures(String trigger, FaultCheck check, CaptureOptions options, Logger log) {
        this.trigger = trigger;
        this.check = check;
        this.options = options;
        this.log = log;
    }

    /**
     * A request with its result, after which {@link CheckedCaptures#problem} is that of this image.
     *
     * @param request the request
     * @param result its result
     */
    record Capture(CaptureRequest request, CompletionStage<CapturedImage> result) {
    }

    /** Requests an image. */
    Capture submit(Camera with) {
        if (check.kinds().isEmpty()) {
            CaptureRequest request = with.getImageCapture().submit(options);
            return new Capture(request, request.getResult());
        }
        Verdict verdict = new Verdict();
        CaptureRequest request = with.getImageCapture().submit(options, verdict);
        return new Capture(request, request.getResult().thenApply(image -> {
            ended(image, verdict.problem);
            return image;
        }));
    }

    /** The result of the check of one image; frames that cannot be decoded are not passed to it. */
    private final class Verdict implements Predicate<ViewFrame> {
        private static final String UNREADABLE = "The image cannot be decoded";
        private volatile String problem = UNREADABLE;

        @Override
        public boolean test(ViewFrame frame) {
            String found;
            try {
                found = check.problemOf(frame).orElse("");
            } catch (IOException e) {
                found = UNREADABLE;
            }
            if (!found.isEmpty()) {
                log.debug("Trigger {}: {}", trigger, found);
            }
            problem = found;
            return found.isEmpty();
        }
    }

    private void ended(CapturedImage image, String found) {
        boolean wasFaulty;
        synchronized (this) {
            wasFaulty = !problem.isEmpty();
            problem = found;
        }
        if (!wasFaulty && !found.isEmpty()) {
            log.warn("Trigger {}: {}, also when it was taken once more: {}", trigger, found, image.path());
        } else if (wasFaulty && found.isEmpty()) {
            log.info("Trigger {}: the images have no fault any more", trigger);
        }
    }

    /** Returns what is wrong with the last image; "" if nothing is known to be. */
    synchronized String problem() {
        return problem;
    }
}
