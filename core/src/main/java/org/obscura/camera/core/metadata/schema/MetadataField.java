package org.obscura.camera.core.metadata.schema;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.core.metadata.value.ValueType;

/**
 * A key of the table: what it can be and where it goes.
 *
 * @param key the key
 * @param type the values that it can have
 * @param exif the fields of EXIF, those that only explain another included
 * @param xmp the properties of XMP; never empty, so nothing is lost that EXIF has no room for
 * @param png the keyword of PNG's text, or null
 * @param chunk the chunk that PNG has for it, or null
 */
public record MetadataField(String key, ValueType type, List<ExifTag> exif, List<XmpProperty> xmp, @Nullable String png,
        @Nullable PngTag chunk) {
    MetadataField(String key, ValueType type) {
        this(key, type, List.of(), List.of(), null, null);
    }

    public MetadataField exif(ExifTag... tags) {
        return new MetadataField(key, type, List.of(tags), xmp, png, chunk);
    }

    public MetadataField xmp(XmpNamespace namespace, String name, XmpEncoding encoding) {
        List<XmpProperty> all = new ArrayList<>(xmp);
        all.add(new XmpProperty(namespace, name, encoding));
        return new MetadataField(key, type, exif, List.copyOf(all), png, chunk);
    }

    public MetadataField png(String keyword) {
        return new MetadataField(key, type, exif, xmp, keyword, chunk);
    }

    public MetadataField chunk(PngTag tag) {
        return new MetadataField(key, type, exif, xmp, png, tag);
    }
}
