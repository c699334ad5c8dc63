package org.obscura.camera.core.metadata.exif;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.obscura.camera.Resolution;
import org.obscura.camera.core.metadata.ifd.TiffDirectory;
import org.obscura.camera.core.metadata.ifd.TiffValue;
import org.obscura.camera.core.metadata.schema.ExifEncodings;
import org.obscura.camera.core.metadata.value.Rational;

/** What EXIF goes into: each format wants fields of its own, whatever the metadata say. */
public sealed interface ExifContainer {

    /** Adds the fields that must be there and are not, and takes out those that must not be. */
    void complete(TiffDirectory root, ByteOrder order);

    /**
     * A JPEG.
     *
     * @param size the picture's size, for when the metadata do not tell
     */
    record Jpeg(Optional<Resolution> size) implements ExifContainer {
        @Override
        public void complete(TiffDirectory root, ByteOrder order) {
            common(root, order);
            size.ifPresent(s -> dimensions(root, s.width(), s.height(), order));
            root.putIfAbsent(0x0213, TiffValue.shorts(order, 1));
            root.child(ExifBlock.EXIF_POINTER).putIfAbsent(0x9101, TiffValue.undefined((byte) 1, (byte) 2, (byte) 3, (byte) 0));
        }
    }

    /**
     * A PNG.
     *
     * @param width the picture's, for when the metadata do not tell
     * @param height as well
     */
    record Png(int width, int height) implements ExifContainer {
        @Override
        public void complete(TiffDirectory root, ByteOrder order) {
            common(root, order);
            dimensions(root, width, height, order);
        }
    }

    /** A TIFF, which tells its size itself. */
    record Tiff() implements ExifContainer {
        private static final int FIRST_OF_WINDOWS = 0x9C9B;
        private static final int LAST_OF_WINDOWS = 0x9C9F;
        /** A number in EXIF, to libtiff a fraction. */
        private static final int GAIN_CONTROL = 0xA407;
        /** Longer ones libtiff does not read. */
        private static final int MAX_UNDEFINED = 0xFFFF;

        @Override
        public void complete(TiffDirectory root, ByteOrder order) {
            common(root, order);
            TiffDirectory exif = root.child(ExifBlock.EXIF_POINTER);
            exif.put(0xA002, null);
            exif.put(0xA003, null);
            // most programs read a TIFF by libtiff, which warns of these; XMP has them too
            root.leaveOut((tag, value) -> tag >= FIRST_OF_WINDOWS && tag <= LAST_OF_WINDOWS);
            for (TiffDirectory child : root.children().values()) {
                child.leaveOut((tag, value) -> tag == GAIN_CONTROL || value.type() == TiffValue.UNDEFINED && value.count() > MAX_UNDEFINED);
            }
            if (root.children().containsKey(ExifBlock.GPS_POINTER)) {
                // EXIF for uncompressed pictures asks for it; a position that an application gave is put in by hand
                root.child(ExifBlock.GPS_POINTER).putIfAbsent(0x001B, ExifEncodings.MARKED_TEXT.encode("MANUAL", order));
            }
        }
    }

    private static void common(TiffDirectory root, ByteOrder order) {
        root.putIfAbsent(0x011A, TiffValue.rationals(order, Rational.of(72, 1)));
        root.putIfAbsent(0x011B, TiffValue.rationals(order, Rational.of(72, 1)));
        root.putIfAbsent(0x0128, TiffValue.shorts(order, 2));
        TiffDirectory exif = root.child(ExifBlock.EXIF_POINTER);
        exif.putIfAbsent(0x9000, TiffValue.undefined("0232".getBytes(StandardCharsets.US_ASCII)));
        exif.putIfAbsent(0xA000, TiffValue.undefined("0100".getBytes(StandardCharsets.US_ASCII)));
        exif.putIfAbsent(0xA001, TiffValue.shorts(order, 1));
        if (root.children().containsKey(ExifBlock.GPS_POINTER)) {
            root.child(ExifBlock.GPS_POINTER).putIfAbsent(0x0000, TiffValue.bytes((byte) 2, (byte) 3, (byte) 0, (byte) 0));
        }
    }

    private static void dimensions(TiffDirectory root, int width, int height, ByteOrder order) {
        TiffDirectory exif = root.child(ExifBlock.EXIF_POINTER);
        exif.putIfAbsent(0xA002, TiffValue.unsigned(order, width));
        exif.putIfAbsent(0xA003, TiffValue.unsigned(order, height));
    }
}
