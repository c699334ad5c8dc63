/**
 * Reads and writes image files by the plug-ins of the JDK ({@link org.obscura.camera.support.image.ImageIoPlugins}), whatever other bundles
 * have registered in the JVM. A bundle that uses the package embeds it.
 */
package org.obscura.camera.support.image;
