package org.obscura.camera.core.metadata.xmp;

import java.io.IOException;
import java.util.Map;

import org.obscura.camera.core.metadata.schema.MetadataField;
import org.obscura.camera.core.metadata.schema.MetadataTable;
import org.obscura.camera.core.metadata.schema.XmpEncodings;
import org.obscura.camera.core.metadata.schema.XmpNamespace;
import org.obscura.camera.core.metadata.schema.XmpProperty;

import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPMeta;
import com.adobe.internal.xmp.XMPMetaFactory;
import com.adobe.internal.xmp.options.SerializeOptions;

/** The metadata as XMP: all of them. */
public final class XmpPacket {
    private XmpPacket() {
    }

    /**
     * Puts the metadata into a packet.
     *
     * @param existing the packet that the picture has, or null; it stays where the metadata say nothing
     */
    public static XMPMeta fill(byte[] existing, Map<String, Object> metadata) throws IOException {
        try {
            XMPMeta packet = parsed(existing);
            for (MetadataField field : MetadataTable.fields()) {
                Object value = metadata.get(field.key());
                if (value != null) {
                    for (XmpProperty property : field.xmp()) {
                        property.put(packet, value);
                    }
                }
            }
            for (Map.Entry<String, Object> entry : metadata.entrySet()) {
                if (MetadataTable.find(entry.getKey()).isEmpty()) {
                    new XmpProperty(XmpNamespace.OBSCURA, name(entry.getKey()), XmpEncodings.TEXT).put(packet, entry.getValue());
                }
            }
            return packet;
        } catch (XMPException e) {
            throw new IOException("The metadata cannot be written as XMP: " + e.getMessage(), e);
        }
    }

    private static XMPMeta parsed(byte[] existing) {
        if (existing != null) {
            try {
                return XMPMetaFactory.parseFromBuffer(existing);
            } catch (XMPException e) {
                // what no reader can make sense of is replaced
            }
        }
        return XMPMetaFactory.create();
    }

    /** New ones each time, since serializing changes them. A padding of 0 would mean 2 kB of it. */
    private static SerializeOptions options() {
        return new SerializeOptions().setUseCompactFormat(true).setPadding(1).setIndent("").setNewline("\n");
    }

    public static byte[] serialize(XMPMeta packet) throws IOException {
        try {
            return XMPMetaFactory.serializeToBuffer(packet, options());
        } catch (XMPException e) {
            throw new IOException("The metadata cannot be written as XMP: " + e.getMessage(), e);
        }
    }

    /** The packet with the metadata in it, made of the one that the picture has; null: it has none. */
    public static byte[] bytes(byte[] existing, Map<String, Object> metadata) throws IOException {
        return existing == null ? XmpTemplate.packet(metadata) : serialize(fill(existing, metadata));
    }

    /** A key as the name of an XML element: what such a name cannot hold becomes {@code _xHHHH_}. */
    public static String name(String key) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            boolean later = i > 0 && (c >= '0' && c <= '9' || c == '-' || c == '.');
            if (letter || later || c == '_' && !key.startsWith("_x", i)) {
                name.append(c);
            } else {
                name.append(String.format("_x%04X_", (int) c));
            }
        }
        return name.toString();
    }
}
