package org.obscura.camera.web.camera;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.obscura.camera.CaptureError;

/** What is known of one request. Guarded by the monitor of the {@link Gallery}; {@link #copy()} may be read by any thread. */
public final class Capture {

    /** How far it is. */
    public enum State {
        /** It waits, or is exposed. */
        WAITING,
        /** It is encoded and written. */
        PROCESSING,
        /** The file is complete. */
        SAVED,
        /** The image in memory is complete. */
        AVAILABLE,
        /** It ended without an image. */
        FAILED;

        public boolean isEnd() {
            return compareTo(SAVED) >= 0;
        }
    }

    final String camera;
    final int id;
    State state = State.WAITING;
    Instant time = Instant.now();
    String device = "";
    String preview = "";
    Path path;
    String format = "";
    ByteBuffer bytes;
    CaptureError error = CaptureError.NO_ERROR;
    String message = "";
    List<String> unsupported = List.of();
    final Map<String, Object> metadata = new LinkedHashMap<>();

    Capture(String camera, int id) {
        this.camera = camera;
        this.id = id;
    }

    Capture copy() {
        Capture copy = new Capture(camera, id);
        copy.state = state;
        copy.time = time;
        copy.device = device;
        copy.preview = preview;
        copy.path = path;
        copy.format = format;
        copy.bytes = bytes;
        copy.error = error;
        copy.message = message;
        copy.unsupported = unsupported;
        copy.metadata.putAll(metadata);
        return copy;
    }

    public int id() {
        return id;
    }

    public State state() {
        return state;
    }

    /** Returns the file; null: it has none. */
    public Path path() {
        return path;
    }

    /** Returns an image in memory; null: it has none, or is no longer kept. */
    public ByteBuffer bytes() {
        return bytes == null ? null : bytes.duplicate();
    }

    /** Returns the format of an image in memory; "" for a file. */
    public String format() {
        return format;
    }

    /** Returns the URL of the preview in the framework; "" before it is exposed. */
    public String preview() {
        return preview;
    }

    public CaptureError error() {
        return error;
    }

    public String message() {
        return message;
    }

    public Map<String, Object> metadata() {
        return metadata;
    }

    /** Returns it as the API shows it. */
    public Map<String, Object> describe() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("camera", camera);
        all.put("id", id);
        all.put("state", state);
        all.put("time", time);
        all.put("device", device);
        if (path != null) {
            all.put("path", path.toString());
            all.put("name", String.valueOf(path.getFileName()));
        }
        if (state == State.FAILED) {
            all.put("error", error);
            all.put("message", message);
        }
        if (!unsupported.isEmpty()) {
            all.put("unsupported", unsupported);
        }
        return all;
    }
}
