package org.obscura.camera;

import java.io.Serializable;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A captured image. Immutable; keeps no device and no service alive. In its serialized form the path is text and the bytes are an array;
 * the path then names a file on the machine of the camera.
 *
 * @param requestId the id of the request
 * @param cameraId the id of the camera
 * @param deviceId the id of the device that exposed it, see {@link DeviceInfo#id()}
 * @param path the absolute path of the file; null for an image in memory
 * @param bytes the encoded image, metadata included, for an image in memory, else null. Each call returns a read-only buffer of its own
 * @param preview a {@code camera-preview:} URL that an image loader in the framework opens while the core keeps the preview
 * @param format the name of the file format, such as {@code jpeg}
 * @param resolution the size in pixels as stored, before any orientation is applied
 * @param timestamp the time of the exposure, by the clock of this machine, as near as the device reports it: the time stamp of the driver
 *            (V4L2); where the device has none, when the frame arrived (webcam-capture), or the earliest moment at which it can have been
 *            exposed if the configured {@code latency} of the device is right (network cameras and programs)
 * @param metadata the metadata stored in the image, by key; unmodifiable
 * @param controls the values of the controls with which the frame was exposed, as far as the device reports them, by key; unmodifiable
 * @param unsupportedControls a sentence for each control of the request or its camera that the image was taken without, or with another
 *            value, since the device does not have the control or does not accept the value, see {@link CaptureOptions#unsupported()};
 *            unmodifiable, empty if there is none
 */
public record CapturedImage(int requestId, String cameraId, String deviceId, @Nullable Path path, @Nullable ByteBuffer bytes, URI preview,
        String format,
        Resolution resolution, Instant timestamp, Map<String, Object> metadata, Map<String, Object> controls,
        List<String> unsupportedControls) implements Serializable {

    /**
     * Validates and copies the components.
     *
     * @throws NullPointerException if a component other than path and bytes is null
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
        controls = Collections.unmodifiableMap(new LinkedHashMap<>(controls));
        unsupportedControls = List.copyOf(unsupportedControls);
    }

    @Override
    public @Nullable ByteBuffer bytes() {
        return bytes == null ? null : bytes.asReadOnlyBuffer();
    }

    private Object writeReplace() {
        byte @Nullable [] array = null;
        if (bytes != null) {
            array = new byte[bytes.remaining()];
            bytes.duplicate().get(array);
        }
        return new SerializedForm(requestId, cameraId, deviceId, path == null ? null : path.toString(), array, preview, format, resolution,
                timestamp,
                new LinkedHashMap<>(metadata), new LinkedHashMap<>(controls), unsupportedControls);
    }

    /** The serialized form: {@code Path} and {@code ByteBuffer} are not serializable. */
    private record SerializedForm(int requestId, String cameraId, String deviceId, @Nullable String path, byte @Nullable [] bytes,
            URI preview, String format,
            Resolution resolution, Instant timestamp, LinkedHashMap<String, Object> metadata, LinkedHashMap<String, Object> controls,
            List<String> unsupportedControls) implements Serializable {

        private Object readResolve() {
            return new CapturedImage(requestId, cameraId, deviceId, path == null ? null : Path.of(path),
                    bytes == null ? null : ByteBuffer.wrap(bytes),
                    preview, format, resolution, timestamp, metadata, controls, unsupportedControls);
        }
    }
}
