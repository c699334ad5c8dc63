package org.obscura.camera.core.metadata;

import java.nio.ByteOrder;

/** How a value is written in an EXIF field. */
@FunctionalInterface
interface ExifEncoding {
    /** The field's value; null: the field must not be there. */
    TiffValue encode(Object value, ByteOrder order);
}
