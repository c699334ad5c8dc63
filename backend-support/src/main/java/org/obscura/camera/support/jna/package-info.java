/** Use of JNA by bundles that must be unloadable. A bundle that uses the package embeds it. */
package org.obscura.camera.support.jna;
