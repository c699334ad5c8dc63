/** What keeps two backends from offering the same camera. A bundle that uses the package embeds it. */
package org.obscura.camera.support.device;
