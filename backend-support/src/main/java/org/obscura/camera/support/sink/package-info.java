/**
 * What the sinks of this project share: the keys of every sink, and text with places for what is known of an image. A bundle that uses the
 * package embeds it.
 */
package org.obscura.camera.support.sink;
