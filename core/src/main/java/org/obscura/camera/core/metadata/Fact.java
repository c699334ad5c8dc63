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
record Fact(String key, ValueKind kind, List<ExifTag> exif, List<XmpProperty> xmp, String png, PngTag chunk) {
    Fact(String key, ValueKind kind) {
        this(key, kind, List.of(), List.of(), null, null);
    }

    Fact exif(ExifTag... tags) {
        return new Fact(key, kind, List.of(tags), xmp, png, chunk);
    }

    Fact xmp(XmpNamespace namespace, String name, XmpForm form) {
        List<XmpProperty> all = new ArrayList<>(xmp);
        all.add(new XmpProperty(namespace, name, form));
        return new Fact(key, kind, exif, List.copyOf(all), png, chunk);
    }

    Fact png(String keyword) {
        return new Fact(key, kind, exif, xmp, keyword, chunk);
    }

    Fact chunk(PngTag tag) {
        return new Fact(key, kind, exif, xmp, png, tag);
    }
}
