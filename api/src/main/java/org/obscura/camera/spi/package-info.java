/**
 * What a camera backend implements: it finds devices, registers a {@link org.obscura.camera.spi.CameraDevice} for each, and
 * delivers frames; everything an application can observe is decided by the core bundle. An
 * {@link org.obscura.camera.spi.ImageEncoder} adds or betters a file format, an
 * {@link org.obscura.camera.spi.ImageDecoder} makes previews cheaper.
 * <p>
 * Backends are Declarative Services components. They come and go while the system runs, and no backend knows another.
 */
@Export
@Version("1.0.0")
package org.obscura.camera.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
