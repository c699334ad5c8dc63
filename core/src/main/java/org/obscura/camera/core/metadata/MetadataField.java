package org.obscura.camera.core.metadata;

import java.util.ArrayList;
import java.util.List;

/**
 * A key of the table: what it can be and where it goes.
 *
 * @param key the key
 * @param kind what values it can have
 * @param exif the fields of EXIF, those that only explain another included
 * @param xmp the properties of XMP; never empty, so nothing is lost that EXIF has no room for
 * @param png the keyword of PNG's text, or null
 * @param chunk the chunk that PNG has for it, or null
 */
record MetadataField(String key, ValueType kind, List<ExifTag> exif, List<XmpProperty> xmp, String png, PngTag chunk) {
    MetadataField(String key, ValueType kind) {
        this(key, kind, List.of(), List.of(), null, null);
    }

    MetadataField exif(ExifTag... tags) {
        return new MetadataField(key, kind, List.of(tags), xmp, png, chunk);
    }

    MetadataField xmp(XmpNamespace namespace, String name, XmpEncoding form) {
        List<XmpProperty> all = new ArrayList<>(xmp);
        all.add(new XmpProperty(namespace, name, form));
        return new MetadataField(key, kind, exif, List.copyOf(all), png, chunk);
    }

    MetadataField png(String keyword) {
        return new MetadataField(key, kind, exif, xmp, keyword, chunk);
    }

    MetadataField chunk(PngTag tag) {
        return new MetadataField(key, kind, exif, xmp, png, tag);
    }
}
