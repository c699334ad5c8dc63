package org.obscura.camera.core.metadata.schema;

import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPMeta;

/**
 * A property of XMP that a key is written to.
 *
 * @param namespace the vocabulary
 * @param name the property's name in it
 * @param encoding how the value is written
 */
public record XmpProperty(XmpNamespace namespace, String name, XmpEncoding encoding) {

    /** Sets the property, whatever was in its place. */
    public void put(XMPMeta packet, Object value) throws XMPException {
        packet.deleteProperty(namespace.uri(), name);
        encoding.put(packet, namespace.uri(), name, value);
    }

    /** Returns text such as {@code dc:title}. */
    @Override
    public String toString() {
        return namespace.prefix() + ":" + name;
    }
}
