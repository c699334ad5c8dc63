package org.obscura.camera.core.metadata.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

import org.obscura.camera.core.metadata.exif.ExifBlock;
import org.obscura.camera.core.metadata.exif.ExifContainer;
import org.obscura.camera.core.metadata.ifd.TiffBlock;
import org.obscura.camera.core.metadata.ifd.TiffDirectory;
import org.obscura.camera.core.metadata.ifd.TiffValue;
import org.obscura.camera.core.metadata.xmp.XmpPacket;

/** Metadata in a TIFF: its first directory, enlarged, at the end of the file. */
public final class TiffFile {
    private static final int XMP = 0x02BC;

    private TiffFile() {
    }

    public static ByteBuffer write(ByteBuffer encoded, Map<String, Object> metadata) throws IOException {
        ByteOrder order = TiffBlock.order(encoded);
        TiffDirectory root = TiffBlock.read(encoded, ExifBlock.EXIF_POINTER, ExifBlock.GPS_POINTER);
        ExifBlock.fill(root, metadata, order, new ExifContainer.Tiff());
        byte[] xmp = existing(encoded.slice().order(order), root.fields().get(XMP));
        root.put(XMP, TiffValue.bytes(XmpPacket.bytes(xmp, metadata)));
        int length = encoded.remaining();
        int base = length + (length & 1);
        ByteBuffer tail = TiffBlock.append(root, order, base);
        ByteBuffer file = ByteBuffer.allocate(base + tail.remaining()).order(order);
        file.put(encoded.slice()).position(base).put(tail);
        return file.putInt(4, base).flip();
    }

    private static byte[] existing(ByteBuffer source, TiffValue field) {
        if (field == null || field.count() <= 4 || field.count() > source.limit()) {
            return null;
        }
        int at = ByteBuffer.wrap(field.data()).order(source.order()).getInt();
        byte[] packet = new byte[(int) field.count()];
        if (at < 0 || at > source.limit() - packet.length) {
            return null;
        }
        source.get(at, packet);
        return packet;
    }
}
