package org.obscura.camera.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.obscura.camera.Camera;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.CaptureListener;

/**
 * A camera without a framework: the real capture engine, with its queue, order, files, metadata and time limits, on devices that the test
 * controls. Events reach {@link CaptureListener}s; there is no EventAdmin.
 * <ul>
 * <li><b>Threading:</b> safe from any thread. Listeners are called on threads of the engine.
 * <li><b>Ownership:</b> the test closes the camera, which ends all pending requests and threads.
 * <li><b>Null:</b> null arguments cause a {@code NullPointerException}.
 * </ul>
 */
public final class TestCamera implements AutoCloseable {
    private final Engine engine;
    private final TestDevice device;
    private final List<TestDevice> plugged = new ArrayList<>();

    private TestCamera(Engine engine, TestDevice device) {
        this.engine = engine;
        this.device = device;
    }

    /**
     * Creates a started camera {@code default} with one {@link TestDevice} that delivers generated images.
     *
     * @param folder the default output folder
     * @return the camera
     */
    public static TestCamera in(Path folder) {
        return configured("default", Map.of("directory", folder.toString()));
    }

    /**
     * Creates a started camera with one {@link TestDevice} that delivers generated images.
     *
     * @param cameraId the id of the camera
     * @param configuration the keys and values of {@code org.obscura.camera~NAME}
     * @return the camera
     * @throws IllegalArgumentException if a key or value of the configuration is wrong
     */
    public static TestCamera configured(String cameraId, Map<String, Object> configuration) {
        Map<String, Object> values = new HashMap<>(configuration);
        values.put(CameraEvents.CAMERA_ID, cameraId);
        TestCamera camera = new TestCamera(new Engine(cameraId, values), new TestDevice("device"));
        camera.plugIn(camera.device);
        return camera;
    }

    /**
     * Returns the camera.
     *
     * @return what a {@code @Reference Camera} receives in a framework
     */
    public Camera camera() {
        return engine.camera();
    }

    /**
     * Returns the capture service.
     *
     * @return what a {@code @Reference CameraCapture} receives in a framework
     */
    public CameraCapture capture() {
        return engine.camera().getImageCapture();
    }

    /**
     * Returns the device with which the camera was created.
     *
     * @return the device
     */
    public TestDevice device() {
        return device;
    }

    /**
     * Registers a further device; the device registered first is used until it is unplugged. The status of the camera has followed when
     * this returns.
     *
     * @param added the device
     */
    public synchronized void plugIn(TestDevice added) {
        added.plugIn();
        plugged.add(added);
        engine.add(added, -plugged.size());
    }

    /**
     * Unregisters and unplugs a device: a request whose frame was not delivered waits for the next device. The status of the camera has
     * followed when this returns.
     *
     * @param removed the device
     */
    public synchronized void unplug(TestDevice removed) {
        plugged.remove(removed);
        engine.remove(removed);
        removed.unplug();
    }

    /**
     * Adds a listener.
     *
     * @param listener the listener
     */
    public void addListener(CaptureListener listener) {
        engine.dispatcher().addListener(listener, null);
    }

    /**
     * Removes a listener: no further call starts.
     *
     * @param listener the listener
     */
    public void removeListener(CaptureListener listener) {
        engine.dispatcher().removeListener(listener);
    }

    /** Ends pending requests with {@link org.obscura.camera.CaptureError#NOT_READY}, delivers their events and ends all threads. */
    @Override
    public void close() {
        engine.close(Duration.ofSeconds(5));
    }
}
