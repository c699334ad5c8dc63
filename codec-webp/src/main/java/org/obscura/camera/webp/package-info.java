/**
 * WebP images by the system's libwebp; no other bundle encodes them. The bundle registers its {@link org.obscura.camera.spi.ImageEncoder}
 * if the library is installed, and logs one line otherwise.
 */
package org.obscura.camera.webp;
