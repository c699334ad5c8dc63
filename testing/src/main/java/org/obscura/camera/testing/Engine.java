package org.obscura.camera.testing;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.obscura.camera.core.config.CameraConfiguration;
import org.obscura.camera.core.config.CameraSettings;
import org.obscura.camera.core.config.SettingsReader;
import org.obscura.camera.core.engine.CameraService;
import org.obscura.camera.core.engine.DeviceRegistry;
import org.obscura.camera.core.engine.EngineContext;
import org.obscura.camera.core.engine.EngineExecutors;
import org.obscura.camera.core.engine.ImageProcessor;
import org.obscura.camera.core.engine.ImageReceivers;
import org.obscura.camera.core.engine.SimulatedDevices;
import org.obscura.camera.core.event.EventDispatcher;
import org.obscura.camera.core.image.Decoders;
import org.obscura.camera.core.image.Encoders;
import org.obscura.camera.core.image.ImageIoEncoder;
import org.obscura.camera.core.image.PngEncoder;
import org.obscura.camera.core.image.PreviewCache;
import org.obscura.camera.core.image.ViewRenderer;
import org.obscura.camera.core.logging.EngineLog;
import org.obscura.camera.support.config.ConfigReader;

/** The capture engine for one camera, connected without a framework. */
final class Engine {
    private static final int LIMIT_SECONDS = 60;

    private final EngineLog log = new EngineLog(name -> null);
    private final EngineExecutors executors = new EngineExecutors(Runtime.getRuntime().availableProcessors(), log);
    private final DeviceRegistry devices = new DeviceRegistry(executors);
    private final EventDispatcher dispatcher;
    private final CameraService camera;

    Engine(String cameraId, Map<String, Object> configuration) {
        ConfigReader reader = new ConfigReader(CameraConfiguration.class, configuration, Map.of());
        CameraSettings settings = SettingsReader.read(cameraId, reader);
        if (!reader.errors().isEmpty()) {
            executors.close();
            throw new IllegalArgumentException(String.join("; ", reader.errors()));
        }
        dispatcher = new EventDispatcher(executors.listenerExecutor(), Duration.ZERO, topic -> true, log);
        Decoders decoders = new Decoders(log);
        Encoders encoders = new Encoders(decoders, log);
        encoders.add(new ImageIoEncoder(), ImageIoEncoder.RANKING, Long.MAX_VALUE);
        encoders.add(new PngEncoder(), PngEncoder.RANKING, Long.MAX_VALUE);
        PreviewCache previews = new PreviewCache(decoders);
        ImageProcessor processor = new ImageProcessor(executors, encoders, previews, "Obscura test", log);
        camera = new CameraService(settings, new EngineContext(devices, new SimulatedDevices(() -> null), executors, dispatcher,
                processor, previews, new ViewRenderer(decoders), new ImageReceivers(executors, log), log, () -> false));
        camera.setServices(Map.of(), Map.of());
    }

    CameraService camera() {
        return camera;
    }

    EventDispatcher dispatcher() {
        return dispatcher;
    }

    void add(TestDevice device, int ranking) {
        devices.put(device, ranking, -ranking, Map.of(TestDevice.DEVICE_ID, device.getInfo().id(), "camera.backend", TestDevice.BACKEND));
        awaitStatus();
    }

    void remove(TestDevice device) {
        devices.remove(device);
        awaitStatus();
    }

    /** Waits until the status of the camera follows a change of its devices: the camera learns of it on the timer thread. */
    private void awaitStatus() {
        try {
            executors.schedule(Duration.ZERO, () -> {}).get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The camera does not follow a change of its devices", e);
        }
    }

    void close(Duration patience) {
        camera.close(patience);
        dispatcher.close();
        executors.close();
    }
}
