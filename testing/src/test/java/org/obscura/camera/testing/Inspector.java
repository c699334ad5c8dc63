package org.obscura.camera.testing;

import java.util.concurrent.CompletionStage;

import org.obscura.camera.CameraCapture;
import org.obscura.camera.CaptureOptions;

// docs/testing-your-bundle.md shows this class from here on
public class Inspector {
    private final CameraCapture camera;

    public Inspector(CameraCapture camera) {
        this.camera = camera;
    }

    public CompletionStage<String> inspect(String part) {
        return camera.submit(CaptureOptions.to(part + ".png")).getResult()
                .handle((image, failure) -> failure == null ? "stored " + image.path().getFileName() : "no image: " + failure.getMessage());
    }
}
