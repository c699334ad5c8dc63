package org.obscura.camera.core.metadata.xmp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.MetadataKeys;
import org.obscura.camera.core.metadata.schema.MetadataField;
import org.obscura.camera.core.metadata.schema.MetadataTable;
import org.obscura.camera.core.metadata.schema.XmpEncodings;
import org.obscura.camera.core.metadata.schema.XmpNamespace;
import org.obscura.camera.core.metadata.schema.XmpProperty;
import org.obscura.camera.core.metadata.xmp.XmpDocument.Name;

import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPMeta;
import com.adobe.internal.xmp.XMPMetaFactory;
import com.adobe.internal.xmp.options.SerializeOptions;

/** The metadata as XMP: all of them. */
public final class XmpPacket {
    private static final String TIFF = XmpNamespace.TIFF.uri();
    private static final String EXIF = XmpNamespace.EXIF.uri();
    /** Properties that say the same as a key in another place or unit, and would contradict it. */
    private static final Map<String, List<Name>> SAME = Map.of(
            MetadataKeys.AUTHOR, List.of(new Name(TIFF, "Artist")),
            MetadataKeys.DESCRIPTION, List.of(new Name(TIFF, "ImageDescription")),
            MetadataKeys.COPYRIGHT, List.of(new Name(TIFF, "Copyright")),
            MetadataKeys.SOFTWARE, List.of(new Name(TIFF, "Software")),
            MetadataKeys.DATE, List.of(new Name(TIFF, "DateTime")),
            MetadataKeys.DATE_TIME_DIGITIZED, List.of(new Name(EXIF, "DateTimeDigitized")),
            MetadataKeys.RESOLUTION, List.of(new Name(TIFF, "ImageWidth"), new Name(TIFF, "ImageLength")),
            MetadataKeys.EXPOSURE_TIME, List.of(new Name(EXIF, "ShutterSpeedValue")),
            MetadataKeys.F_NUMBER, List.of(new Name(EXIF, "ApertureValue")));

    /** What the library says of itself where its classes are embedded: it reads its version from the manifest of its own jar. */
    private static final Pattern UNKNOWN_VERSION = Pattern.compile("(x:xmptk=\"Adobe XMP Core) Test\\.SNAPSHOT");

    private XmpPacket() {
    }

    /** Returns a packet of the metadata alone. */
    static XMPMeta of(Map<String, Object> metadata) throws IOException {
        try {
            XMPMeta packet = XMPMetaFactory.create();
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

    /** Returns new options each time, since serializing changes them. A padding of 0 would mean 2 kB of it. */
    private static SerializeOptions options() {
        return new SerializeOptions().setUseCompactFormat(true).setPadding(1).setIndent("").setNewline("\n");
    }

    static byte[] serialize(XMPMeta packet) throws IOException {
        try {
            String text = new String(XMPMetaFactory.serializeToBuffer(packet, options()), StandardCharsets.UTF_8);
            return UNKNOWN_VERSION.matcher(text).replaceFirst("$1").getBytes(StandardCharsets.UTF_8);
        } catch (XMPException e) {
            throw new IOException("The metadata cannot be written as XMP: " + e.getMessage(), e);
        }
    }

    /**
     * Returns a packet with the metadata in it.
     *
     * @param existing the packet that the image has, or null; what it says stays where the metadata say nothing
     * @param extensions the extensions that the image has, of which those are kept that the packet refers to
     * @param warnings receives a sentence for everything that cannot be kept
     */
    public static byte[] bytes(byte @Nullable [] existing, List<Extension> extensions, Map<String, Object> metadata,
            Consumer<String> warnings) throws IOException {
        byte[] own = XmpTemplate.packet(metadata);
        if (existing == null) {
            return own;
        }
        XmpDocument document = own(own, metadata);
        addExisting(document, existing, extensions, warnings);
        return document.packet();
    }

    /**
     * Returns a packet of limited length with the metadata in it, and an extension for what it has no room for.
     *
     * @param existing the packet that the image has, or null
     * @param extensions the extensions that the image has, of which those are kept that the packet refers to
     * @param digest how a packet refers to an extension
     */
    public static List<byte[]> split(byte @Nullable [] existing, List<Extension> extensions, Map<String, Object> metadata, int limit,
            Function<byte[], String> digest, Consumer<String> warnings) throws IOException {
        byte[] own = XmpTemplate.packet(metadata);
        if (existing == null && own.length <= limit) {
            return List.of(own);
        }
        XmpDocument document = own(own, metadata);
        if (existing != null) {
            addExisting(document, existing, extensions, warnings);
        }
        return document.split(limit, digest);
    }

    /**
     * An extension of a packet.
     *
     * @param digest by which the packet refers to it
     * @param packet its XML
     */
    public record Extension(String digest, byte[] packet) {
    }

    /** Returns the properties of a packet; none if it cannot be read. */
    public static XmpDocument read(byte[] packet) {
        XmpDocument document = new XmpDocument();
        try {
            XmpParser.parse(packet, document);
        } catch (IOException e) {
            return new XmpDocument(); // the writer replaces it and says so
        }
        return document;
    }

    private static XmpDocument own(byte[] packet, Map<String, Object> metadata) throws IOException {
        XmpDocument document = new XmpDocument();
        XmpParser.parseOwn(packet, document);
        Set<Name> replaced = new HashSet<>(document.names());
        metadata.keySet().forEach(key -> replaced.addAll(SAME.getOrDefault(key, List.of())));
        MetadataTable.fields().stream().filter(field -> metadata.containsKey(field.key())).flatMap(field -> field.xmp().stream())
                .forEach(property -> replaced.add(new Name(property.namespace().uri(), property.name())));
        replaced.add(XmpDocument.extensionReference());
        document.exclude(replaced);
        return document;
    }

    private static void addExisting(XmpDocument document, byte[] existing, List<Extension> extensions, Consumer<String> warnings) {
        add(document, existing, "XMP", warnings);
        String reference = extensions.isEmpty() ? null : read(existing).text(XmpDocument.extensionReference());
        for (Extension extension : extensions) {
            if (extension.digest.equals(reference)) {
                add(document, extension.packet, "extension of the XMP", warnings);
            } else {
                warnings.accept("An extension of the XMP was not kept, since the XMP of the image does not refer to it");
            }
        }
        if (!document.doubled().isEmpty()) {
            warnings.accept("The XMP of the image has properties twice, of which the first was kept: "
                    + document.doubled().stream().limit(10).map(Name::local).collect(Collectors.joining(", ")));
        }
    }

    private static void add(XmpDocument document, byte[] packet, String what, Consumer<String> warnings) {
        int before = document.names().size();
        try {
            XmpParser.parse(packet, document);
        } catch (IOException e) {
            // each property that was read is whole
            warnings.accept("Of the " + what + " of the image " + (document.names().size() - before) + " properties were kept: "
                    + e.getMessage());
        }
    }

    /** Returns a key as the name of an XML element: what such a name cannot hold becomes {@code _xHHHH_}. */
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
