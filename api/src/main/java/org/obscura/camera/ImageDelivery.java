package org.obscura.camera;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;

/**
 * An image on its way to an {@link ImageSink}. Immutable.
 *
 * @param id a text that no other image has, of letters, digits and dashes, and that is the same in each attempt and for each sink: a
 *            receiver recognizes by it an image that it has received twice
 * @param cameraId the id of the camera
 * @param requestId the id of the request, which begins again with 1 when the framework starts
 * @param deviceId the id of the device that exposed it
 * @param path the absolute path of the file
 * @param format the name of the file format, such as {@code jpeg}
 * @param resolution the size in pixels as stored
 * @param timestamp the time of the exposure
 * @param attempt the number of this attempt since the start of the process, from 1
 */
public record ImageDelivery(String id, String cameraId, int requestId, String deviceId, Path path, String format, Resolution resolution,
        Instant timestamp, int attempt) {

    /**
     * Validates the components.
     *
     * @throws NullPointerException if a component is null
     */
    public ImageDelivery {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(cameraId, "cameraId");
        Objects.requireNonNull(deviceId, "deviceId");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(resolution, "resolution");
        Objects.requireNonNull(timestamp, "timestamp");
    }
}
