/**
 * What the codecs over libraries of the system share: the library is looked for and let go of, frames are put where it can read them, and what it
 * works with is kept for the next picture. Each codec's bundle holds these classes as private ones of its own.
 */
package org.obscura.camera.codec;
