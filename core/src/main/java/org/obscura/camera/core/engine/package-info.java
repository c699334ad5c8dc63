/**
 * The capture engine. A request goes one way through {@code CameraService}, {@code RequestSubmitter}, {@code CaptureSession} with its
 * {@code RequestQueue}, {@code CaptureLoop}, {@code ImageProcessor} and {@code CompletionQueue}; {@code CameraEventPublisher} announces its
 * end. {@code CaptureSession} owns the state of a camera and its lock; the stages report their results to it through narrow callbacks. The
 * classes that all cameras share are handed over in an {@code EngineContext}.
 */
@NullMarked
package org.obscura.camera.core.engine;

import org.jspecify.annotations.NullMarked;
