/** XMP: the metadata as a packet, written by Adobe XMPCore. */
package org.obscura.camera.core.metadata.xmp;
