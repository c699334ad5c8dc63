/**
 * JPEG images by the system's libjpeg-turbo, which encodes several times as fast as the JDK and decodes at a reduced size for previews.
 * The bundle registers its {@link org.obscura.camera.spi.ImageEncoder} and {@link org.obscura.camera.spi.ImageDecoder} if the library is
 * installed, and logs one line otherwise.
 */
package org.obscura.camera.turbojpeg;
