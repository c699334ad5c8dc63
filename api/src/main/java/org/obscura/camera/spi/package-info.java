/**
 * The SPI for camera backends and codecs. A backend finds devices, registers a {@link org.obscura.camera.spi.CameraDevice} for each,
 * delivers frames and applies controls; the core bundle decides everything that an application can observe. An
 * {@link org.obscura.camera.spi.ImageEncoder} adds or improves a file format, an {@link org.obscura.camera.spi.ImageDecoder} reduces the
 * cost of previews.
 * <p>
 * Backends are Declarative Services components. They come and go while the system runs, and no backend knows another.
 */
@Export
@NullMarked
@Version("1.0.0")
package org.obscura.camera.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
