package org.obscura.camera.core.metadata.schema;

import java.nio.ByteOrder;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.core.metadata.ifd.TiffValue;

/** How a value is written in an EXIF field. */
@FunctionalInterface
public interface ExifEncoding {
    /** Returns the field's value; null: the field must not be there. */
    @Nullable
    TiffValue encode(Object value, ByteOrder order);
}
