package org.obscura.camera.core.metadata.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.function.Consumer;

import org.obscura.camera.core.metadata.exif.BroughtMetadata;
import org.obscura.camera.core.metadata.exif.ExifBlock;
import org.obscura.camera.core.metadata.exif.ExifContainer;
import org.obscura.camera.core.metadata.exif.ExifCopy;
import org.obscura.camera.core.metadata.ifd.TiffDirectory;
import org.obscura.camera.core.metadata.ifd.TiffLayout;
import org.obscura.camera.core.metadata.ifd.TiffReader;
import org.obscura.camera.core.metadata.ifd.TiffValue;

/** Metadata in a TIFF: its first directory, enlarged, at the end of the file. */
public final class TiffFile {
    private static final int XMP = 0x02BC;
    private static final int PROFILE = 0x8773;

    private TiffFile() {
    }

    /**
     * Returns the image with the metadata.
     *
     * @param brought the metadata of the image whose pixels were encoded
     */
    public static ByteBuffer write(ByteBuffer encoded, Map<String, Object> metadata, BroughtMetadata brought, Consumer<String> warnings)
            throws IOException {
        ByteOrder order = TiffReader.order(encoded);
        TiffDirectory root = TiffReader.read(encoded, "TIFF", warnings, ExifBlock.EXIF_POINTER, ExifBlock.GPS_POINTER);
        if (brought.exif() != null) {
            ExifCopy.into(root, order, brought.exif(), warnings);
        }
        ExifBlock.fill(root, metadata, order, ExifContainer.tiff(root.has(PROFILE)));
        TiffValue field = root.fields().get(XMP);
        root.put(XMP, TiffValue.bytes(brought.packet(field == null ? null : field.items(encoded, order), metadata, warnings)));
        return ByteBuffer.wrap(TiffLayout.append(encoded, root, order));
    }
}
