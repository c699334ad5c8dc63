/** XMP: the metadata as a packet, written by Adobe XMPCore. */
@NullMarked
package org.obscura.camera.core.metadata.xmp;

import org.jspecify.annotations.NullMarked;
