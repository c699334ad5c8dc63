package org.obscura.camera.core.engine;

import org.obscura.camera.core.logging.EngineLog;
import org.obscura.camera.core.event.EventDispatcher;
import org.obscura.camera.core.image.PreviewCache;

/** What all cameras share. */
public record EngineContext(DeviceRegistry devices, EngineExecutors workers, EventDispatcher dispatcher, ImageProcessor imageProcessor,
        PreviewCache previews, EngineLog log) {
}
