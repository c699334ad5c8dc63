package org.obscura.camera.core.metadata;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.MetadataKeys;
import org.obscura.camera.core.metadata.exif.BroughtMetadata;
import org.obscura.camera.core.metadata.exif.ExifBlock;
import org.obscura.camera.core.metadata.exif.ExifReader;
import org.obscura.camera.core.metadata.jpeg.JpegFile;
import org.obscura.camera.core.metadata.jpeg.JpegSegments;
import org.obscura.camera.core.metadata.schema.MetadataTable;
import org.obscura.camera.core.metadata.schema.XmpProperty;
import org.obscura.camera.core.metadata.xmp.XmpDocument;
import org.obscura.camera.core.metadata.xmp.XmpPacket;

/** The metadata that a device stored in a frame. What the frame says of itself is not overwritten by what the system would add. */
public final class EmbeddedMetadata {
    /** A frame without metadata. */
    public static final EmbeddedMetadata NONE = new EmbeddedMetadata(BroughtMetadata.NONE, Map.of(), false);
    /** The keys for which the system has values of its own. */
    private static final List<String> KEYS = List.of(MetadataKeys.DATE_TIME_ORIGINAL, MetadataKeys.DATE_TIME_DIGITIZED, MetadataKeys.DATE,
            MetadataKeys.ORIENTATION, MetadataKeys.CAMERA_MANUFACTURER, MetadataKeys.CAMERA_MODEL, MetadataKeys.SOFTWARE,
            MetadataKeys.IMAGE_UNIQUE_ID);

    /** The namespaces of thumbnails and other images in XMP. */
    private static final List<String> XMP_IMAGES = List.of("http://ns.adobe.com/xap/1.0/g/img/", "http://ns.google.com/photos/1.0/image/",
            "http://ns.google.com/photos/1.0/depthmap/");

    private final BroughtMetadata brought;
    /** Text that the type of the key converts, or "" where no value of the key can hold what the frame says. */
    private final Map<String, String> said;

    private final boolean edited;

    private EmbeddedMetadata(BroughtMetadata brought, Map<String, String> said, boolean edited) {
        this.brought = brought;
        this.said = said;
        this.edited = edited;
    }

    /** Reads the metadata of a JPEG frame; of one that is no JPEG there are none. */
    public static EmbeddedMetadata of(ByteBuffer jpeg) {
        JpegSegments image;
        try {
            image = JpegSegments.read(jpeg);
        } catch (IOException e) {
            return NONE; // the decoder says why there are no pixels
        }
        BroughtMetadata brought = new BroughtMetadata(copy(JpegFile.exif(image)), JpegFile.xmp(image),
                JpegFile.xmpExtensions(image));
        Map<String, String> said = new LinkedHashMap<>();
        if (brought.exif() != null) {
            said.putAll(ExifReader.read(brought.exif(), KEYS));
        }
        if (brought.xmp() != null) {
            XmpDocument xmp = XmpPacket.read(brought.xmp());
            KEYS.forEach(key -> read(xmp, key, said));
        }
        return brought.exif() == null && brought.xmp() == null ? NONE : new EmbeddedMetadata(brought, Map.copyOf(said), false);
    }

    /**
     * Returns the metadata for an image that does not look like the frame: without its thumbnail, and what else shows it.
     *
     * @param warnings receives a sentence for everything that cannot be kept
     */
    public EmbeddedMetadata ofEditedImage(Consumer<String> warnings) {
        ByteBuffer exif = brought.exif() == null ? null : ByteBuffer.wrap(ExifBlock.rebuilt(brought.exif(), warnings));
        byte[] xmp = brought.xmp();
        boolean shows = xmp != null && (holdsImages(xmp) || brought.extensions().stream().anyMatch(e -> holdsImages(e.packet())));
        if (shows) {
            warnings.accept("The XMP of the frame is not kept, since it holds images of the frame, which was edited");
        }
        return new EmbeddedMetadata(new BroughtMetadata(exif, shows ? null : xmp, shows ? List.of() : brought.extensions()), said, true);
    }

    /** Looks for the namespaces in any encoding of Unicode, in which they are the same bytes with or without zeros between them. */
    private static boolean holdsImages(byte[] xmp) {
        String text = new String(xmp, StandardCharsets.ISO_8859_1).replace("\0", "");
        return XMP_IMAGES.stream().anyMatch(text::contains);
    }

    /** Returns a copy, since the memory of a frame is the device's. */
    private static @Nullable ByteBuffer copy(@Nullable ByteBuffer block) {
        return block == null ? null : ByteBuffer.allocate(block.remaining()).put(block.duplicate()).flip();
    }

    private static void read(XmpDocument xmp, String key, Map<String, String> said) {
        for (XmpProperty property : MetadataTable.find(key).orElseThrow().xmp()) {
            XmpDocument.Name name = new XmpDocument.Name(property.namespace().uri(), property.name());
            if (xmp.names().contains(name)) {
                String text = Objects.requireNonNullElse(xmp.text(name), "");
                said.putIfAbsent(key, key.equals(MetadataKeys.ORIENTATION) ? orientation(text.strip()) : text);
            }
        }
    }

    private static String orientation(String code) {
        return code.matches("[1-8]") ? String.valueOf(ExifReader.degrees(Integer.parseInt(code))) : "";
    }

    /** Returns the keys of which the frame says something. */
    public Set<String> keys() {
        return said.keySet();
    }

    /** Returns what the frame says of a key, as a value that {@link MetadataSchema#check} returns; null: nothing that the key can hold. */
    public @Nullable Object value(String key) {
        String text = said.getOrDefault(key, "");
        try {
            return text.isBlank() ? null : MetadataSchema.check(key, text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Returns whether the image looks otherwise than the frame, so that what it holds itself is not kept. */
    boolean isEdited() {
        return edited;
    }

    BroughtMetadata brought() {
        return brought;
    }
}
