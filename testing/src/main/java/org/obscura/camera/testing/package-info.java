/**
 * Test doubles for bundles that use {@link org.obscura.camera.CameraCapture}.
 * <p>
 * {@link org.obscura.camera.testing.TestDevice} is a device whose frames and faults the test controls. In a framework, register it as a
 * {@link org.obscura.camera.spi.CameraDevice} service beside the core bundle. {@link org.obscura.camera.testing.TestCamera} runs the real
 * capture engine on such a device without a framework, on a plain class path.
 */
@Export
@Version("1.0.0")
package org.obscura.camera.testing;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
