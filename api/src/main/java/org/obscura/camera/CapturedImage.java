package org.obscura.camera;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A picture that was taken. Immutable; keeps no device and no service alive.
 *
 * @param requestId the id of the request
 * @param cameraId the id of the camera
 * @param deviceId the id of the device that exposed it, see {@link DeviceInfo#id()}
 * @param path the absolute path of the file; null for a picture in memory
 * @param bytes the encoded picture, metadata included, for a picture in memory, else null. Each call gives a read-only buffer of its own
 * @param preview a {@code camera-preview:} URL that an image loader in the framework opens while the preview is kept
 * @param format the name of the file format, such as {@code jpeg}
 * @param resolution the size in pixels as stored, before any orientation is applied
 * @param timestamp when the frame was exposed, by the clock of this machine
 * @param metadata what was stored in the picture, by key; unmodifiable
 */
public record CapturedImage(int requestId, String cameraId, String deviceId, Path path, ByteBuffer bytes, URI preview, String format,
        Resolution resolution, Instant timestamp, Map<String, Object> metadata) {

    /**
     * Takes the values over.
     *
     * @throws NullPointerException if one that is not a path or bytes is null
     */
    public CapturedImage {
        Objects.requireNonNull(cameraId, "cameraId");
        Objects.requireNonNull(deviceId, "deviceId");
        Objects.requireNonNull(preview, "preview");
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(resolution, "resolution");
        Objects.requireNonNull(timestamp, "timestamp");
        bytes = bytes == null ? null : bytes.asReadOnlyBuffer();
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    @Override
    public ByteBuffer bytes() {
        return bytes == null ? null : bytes.asReadOnlyBuffer();
    }
}
