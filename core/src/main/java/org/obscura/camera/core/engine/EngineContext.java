package org.obscura.camera.core.engine;

import java.util.function.BooleanSupplier;

import org.obscura.camera.core.event.EventDispatcher;
import org.obscura.camera.core.image.PreviewCache;
import org.obscura.camera.core.image.ViewRenderer;
import org.obscura.camera.core.logging.EngineLog;

/**
 * What all cameras share.
 *
 * @param shuttingDown whether the framework stops, so that devices are unregistered in good order
 */
public record EngineContext(DeviceRegistry devices, SimulatedDevices simulated, EngineExecutors executors, EventDispatcher dispatcher,
        ImageProcessor imageProcessor, PreviewCache previews, ViewRenderer viewRenderer, ImageReceivers receivers, EngineLog log,
        BooleanSupplier shuttingDown) {
}
