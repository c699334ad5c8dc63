/**
 * JPEG pictures by the system's libjpeg-turbo, which is several times as fast as the JDK's encoder, and unpacks them in a
 * small size for previews. The bundle registers its {@link org.obscura.camera.spi.ImageEncoder} and
 * {@link org.obscura.camera.spi.ImageDecoder} where the library is installed, and is silent elsewhere.
 */
package org.obscura.camera.turbojpeg;
