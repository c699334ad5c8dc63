package org.obscura.camera.core.metadata;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.obscura.camera.core.metadata.jpeg.JpegFile;

/** A JPEG as a camera makes it: with EXIF of its own, in big endian, with a maker note that has an offset into the block inside. */
public final class CameraJpeg {
    public static final String MAKE = "ACME";
    public static final String OWNER = "camera owner's name";
    public static final int NOTE_AT = 200;
    public static final byte[] NOTE = "NOTE\0\0\0\u00c8secret".getBytes(StandardCharsets.ISO_8859_1);

    private CameraJpeg() {
    }

    public static ByteBuffer encoded(byte[] thumbnail) {
        ByteBuffer exif = ByteBuffer.allocate(400 + thumbnail.length);
        exif.put("MM\0*".getBytes(StandardCharsets.ISO_8859_1)).putInt(8);
        exif.putShort((short) 4);
        entry(exif, 0x010F, 2, 5, 150);
        entry(exif, 0x0112, 3, 1, 8 << 16);
        entry(exif, 0x8298, 2, OWNER.length() + 1, 160);
        entry(exif, 0x8769, 4, 1, 80);
        exif.putInt(300);
        exif.position(80).putShort((short) 2);
        entry(exif, 0x8827, 3, 1, 800 << 16);
        entry(exif, 0x927C, 7, NOTE.length, NOTE_AT);
        exif.putInt(0);
        exif.put(150, (MAKE + "\0").getBytes(StandardCharsets.ISO_8859_1));
        exif.put(160, (OWNER + "\0").getBytes(StandardCharsets.ISO_8859_1));
        exif.put(NOTE_AT, NOTE);
        exif.position(300).putShort((short) 3);
        entry(exif, 0x0103, 3, 1, 6 << 16);
        entry(exif, 0x0201, 4, 1, 400);
        entry(exif, 0x0202, 4, 1, thumbnail.length);
        exif.putInt(0).put(400, thumbnail);
        return withExif(exif.array());
    }

    public static ByteBuffer withExif(byte[] exif) {
        ByteBuffer plain = TestImages.encoded("jpeg");
        byte[] segment = JpegFile.segment(0xE1, "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1), exif);
        return ByteBuffer.allocate(plain.remaining() + segment.length).put(plain.slice(0, 2)).put(segment)
                .put(plain.slice(2, plain.remaining() - 2)).flip();
    }

    private static void entry(ByteBuffer exif, int tag, int type, int count, int value) {
        exif.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }
}
