package org.obscura.camera.core.metadata;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/** Metadata in a TIFF: its first directory, enlarged, at the end of the file. */
final class TiffFile {
    private static final int XMP = 0x02BC;

    private TiffFile() {
    }

    static ByteBuffer write(ByteBuffer encoded, Map<String, Object> metadata) throws IOException {
        ByteOrder order = TiffBlock.order(encoded);
        TiffDirectory root = TiffBlock.read(encoded, ExifBlock.EXIF_POINTER, ExifBlock.GPS_POINTER);
        ExifBlock.fill(root, metadata, order, new ExifHost.Tiff());
        root.put(XMP, TiffValue.bytes(XmpPacket.serialize(XmpPacket.fill(null, metadata))));
        int length = encoded.remaining();
        int base = length + (length & 1);
        ByteBuffer tail = TiffBlock.append(root, order, base);
        ByteBuffer file = ByteBuffer.allocate(base + tail.remaining()).order(order);
        file.put(encoded.slice()).position(base).put(tail);
        return file.putInt(4, base).flip();
    }
}
