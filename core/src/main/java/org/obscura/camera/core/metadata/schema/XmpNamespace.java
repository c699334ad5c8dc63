package org.obscura.camera.core.metadata.schema;

import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPMetaFactory;

/** The vocabularies of XMP that we write. */
public enum XmpNamespace {
    DC("dc", "http://purl.org/dc/elements/1.1/"),
    XMP("xmp", "http://ns.adobe.com/xap/1.0/"),
    TIFF("tiff", "http://ns.adobe.com/tiff/1.0/"),
    EXIF("exif", "http://ns.adobe.com/exif/1.0/"),
    PHOTOSHOP("photoshop", "http://ns.adobe.com/photoshop/1.0/"),
    XMP_DM("xmpDM", "http://ns.adobe.com/xmp/1.0/DynamicMedia/"),
    PRISM("prism", "http://prismstandard.org/namespaces/basic/2.0/"),
    IPTC_EXT("Iptc4xmpExt", "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"),
    /** Without the slash at the end that Windows writes, as other programs know it; Windows reads both. */
    MICROSOFT("MicrosoftPhoto", "http://ns.microsoft.com/photo/1.0"),
    /** Our own, for what no standard has a place for. */
    OBSCURA("obscura", "http://ns.obscura-camera.org/1.0/");

    private final String prefix;
    private final String uri;

    XmpNamespace(String prefix, String uri) {
        this.prefix = prefix;
        this.uri = uri;
        try {
            XMPMetaFactory.getSchemaRegistry().registerNamespace(uri, prefix);
        } catch (XMPException e) {
            throw new IllegalStateException("The XMP namespace " + uri + " is not accepted", e);
        }
    }

    public String prefix() {
        return prefix;
    }

    public String uri() {
        return uri;
    }
}
