package org.obscura.camera.core.metadata;

import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPMeta;

/**
 * A property of XMP that a key is written to.
 *
 * @param namespace the vocabulary
 * @param name the property's name in it
 * @param form how the value is written
 */
record XmpProperty(XmpNamespace namespace, String name, XmpEncoding form) {

    /** Sets the property, whatever was in its place. */
    void put(XMPMeta packet, Object value) throws XMPException {
        packet.deleteProperty(namespace.uri(), name);
        form.put(packet, namespace.uri(), name, value);
    }

    /** Such as {@code dc:title}. */
    @Override
    public String toString() {
        return namespace.prefix() + ":" + name;
    }
}
