/**
 * What keeps two backends from offering the same camera, and from being used before all have searched; and what a backend says of itself.
 * A bundle that uses the package embeds it.
 */
package org.obscura.camera.support.device;
