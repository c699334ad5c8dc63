/**
 * Completion of the camera commands, for shells of any kind: a service that shell-specific bundles adapt, so that one grammar serves all.
 */
@Export
@Version("1.0.0")
package org.obscura.camera.shell.completion;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
