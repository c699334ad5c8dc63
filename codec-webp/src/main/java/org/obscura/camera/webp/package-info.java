/**
 * WebP pictures by the system's libwebp; nothing else makes them. The bundle registers its {@link org.obscura.camera.spi.ImageEncoder}
 * where the library is installed, and is silent elsewhere.
 */
package org.obscura.camera.webp;
