/**
 * Shared by the codecs over libraries of the system: finds and closes the library, passes frames to it, and keeps native objects for the
 * next image. Each codec's bundle embeds these classes as private ones.
 */
package org.obscura.camera.codec;
