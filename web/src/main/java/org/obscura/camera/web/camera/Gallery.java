package org.obscura.camera.web.camera;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

import com.google.errorprone.annotations.concurrent.GuardedBy;

import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureListener;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.web.camera.Capture.State;

/** The last requests of each camera, of all applications, since the site opened. An image is found by camera and id alone. */
public final class Gallery implements CaptureListener {
    /** How much memory the images in memory take. */
    private static final long MEMORY = 32L * 1024 * 1024;

    private final int limit;
    @GuardedBy("this")
    private final Map<String, TreeMap<Integer, Capture>> byCamera = new HashMap<>();

    /** Creates a gallery of that many requests for each camera. */
    public Gallery(int limit) {
        this.limit = limit;
    }

    /** Returns the last requests of a camera, newest first. */
    public synchronized List<Capture> list(String camera, int count) {
        return captures(camera).descendingMap().values().stream().limit(count).map(Capture::copy).toList();
    }

    /** Returns a request. */
    public synchronized Optional<Capture> find(String camera, int id) {
        return Optional.ofNullable(captures(camera).get(id)).map(Capture::copy);
    }

    /** Returns the last request with an image. */
    public synchronized Optional<Capture> latest(String camera) {
        return captures(camera).descendingMap().values().stream()
                .filter(capture -> capture.state == State.SAVED || capture.bytes != null).findFirst().map(Capture::copy);
    }

    @GuardedBy("this")
    private TreeMap<Integer, Capture> captures(String camera) {
        return byCamera.getOrDefault(camera, new TreeMap<>());
    }

    /** Adds a request that was made, unless an event has announced it. */
    public synchronized void requested(String camera, int id) {
        change(camera, id, capture -> {});
    }

    /** Takes over the result of a request, which may come before the event. */
    public synchronized void completed(CapturedImage image) {
        change(image.cameraId(), image.requestId(), capture -> {
            capture.metadata.putAll(image.metadata());
            capture.device = image.deviceId();
            capture.preview = image.preview().toString();
            capture.time = image.timestamp();
            capture.format = image.format();
            capture.unsupported = image.unsupportedControls();
            capture.path = image.path();
            capture.bytes = image.bytes();
            capture.state = image.path() == null ? State.AVAILABLE : State.SAVED;
        });
        limitMemory();
    }

    @GuardedBy("this")
    private void limitMemory() {
        List<Capture> inMemory = new ArrayList<>();
        byCamera.values().forEach(all -> all.values().stream().filter(capture -> capture.bytes != null).forEach(inMemory::add));
        Collections.sort(inMemory, (a, b) -> b.time.compareTo(a.time));
        long memory = 0;
        for (Capture capture : inMemory) {
            memory += capture.bytes.remaining();
            if (memory > MEMORY) {
                capture.bytes = null;
            }
        }
    }

    private synchronized void change(String camera, int id, Consumer<Capture> change) {
        TreeMap<Integer, Capture> all = byCamera.computeIfAbsent(camera, key -> new TreeMap<>());
        change.accept(all.computeIfAbsent(id, key -> new Capture(camera, key)));
        Iterator<Capture> oldest = all.values().iterator();
        while (all.size() > limit && oldest.hasNext()) {
            if (oldest.next().state.isEnd()) {
                oldest.remove();
            }
        }
    }

    @Override
    public synchronized void onImageExposed(String cameraId, int requestId, String deviceId) {
        Capture known = captures(cameraId).get(requestId);
        if (known != null && known.state.isEnd()) {
            byCamera.remove(cameraId); // the ids of a camera that was removed and made again start over
        }
        change(cameraId, requestId, capture -> {
            capture.device = deviceId;
            capture.time = Instant.now();
            capture.state = State.PROCESSING;
        });
    }

    @Override
    public void onImageCaptured(String cameraId, int requestId, String preview) {
        change(cameraId, requestId, capture -> capture.preview = preview);
    }

    @Override
    public void onImageMetadataAvailable(String cameraId, int requestId, String key, Object value) {
        change(cameraId, requestId, capture -> capture.metadata.put(key, value));
    }

    @Override
    public void onImageSaved(String cameraId, int requestId, String path) {
        change(cameraId, requestId, capture -> {
            capture.path = Path.of(path);
            capture.state = State.SAVED;
        });
    }

    @Override
    public void onImageAvailable(String cameraId, int requestId, CapturedImage image) {
        completed(image);
    }

    @Override
    public void onCaptureFailed(String cameraId, int requestId, CaptureError error, String message) {
        change(cameraId, requestId, capture -> {
            capture.error = error;
            capture.message = message;
            capture.state = State.FAILED;
        });
    }
}
