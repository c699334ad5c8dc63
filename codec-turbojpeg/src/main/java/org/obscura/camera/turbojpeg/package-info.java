/**
 * JPEG pictures by the system's libjpeg-turbo, which is several times as fast as the JDK's encoder. The bundle registers its
 * {@link org.obscura.camera.spi.ImageEncoder} where the library is installed, and is silent elsewhere.
 */
package org.obscura.camera.turbojpeg;
