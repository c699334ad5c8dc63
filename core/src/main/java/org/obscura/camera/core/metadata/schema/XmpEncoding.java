package org.obscura.camera.core.metadata.schema;

import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPMeta;

/** How a value is written in an XMP property. */
@FunctionalInterface
public interface XmpEncoding {
    /** Sets the property, which is not there yet. */
    void put(XMPMeta packet, String namespace, String name, Object value) throws XMPException;
}
