package org.obscura.camera.core.metadata.exif;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.MetadataKeys;
import org.obscura.camera.core.metadata.ifd.TiffDirectory;
import org.obscura.camera.core.metadata.ifd.TiffValue;
import org.obscura.camera.core.metadata.schema.ExifEncodings;
import org.obscura.camera.core.metadata.value.Rational;

/**
 * What EXIF is stored in: each file format requires fields of its own, whatever the metadata say. They are added to EXIF that is made, not
 * to EXIF that an image brought: nothing is said of such an image that is not known.
 *
 * @param format the file format
 * @param width the image's width, for when the metadata do not say it; 0: not known
 * @param height the image's height, as well
 * @param density pixels per unit of length as the file says elsewhere; null: it does not
 * @param densityUnit the unit of the density: 2 inch, 3 centimetre
 * @param ownColors true: the file has a color profile of other colors than sRGB
 */
public record ExifContainer(Format format, int width, int height, int @Nullable [] density, int densityUnit, boolean ownColors) {
    private static final int FIRST_OF_WINDOWS = 0x9C9B;
    private static final int LAST_OF_WINDOWS = 0x9C9F;
    /** A number in EXIF, to libtiff a fraction. */
    private static final int GAIN_CONTROL = 0xA407;
    /** Longer ones libtiff does not read. */
    private static final int MAX_UNDEFINED = 0xFFFF;
    private static final int COLOR_SPACE = 0xA001;
    private static final int SRGB = 1;
    private static final int UNCALIBRATED = 0xFFFF;
    private static final int INCH = 2;

    /** The file formats that differ in what they require. */
    public enum Format {
        /** JPEG. */
        JPEG,
        /** PNG and WebP. */
        CHUNKS,
        /** TIFF, which says the size itself. */
        TIFF
    }

    public static ExifContainer jpeg(int width, int height, int @Nullable [] density, int densityUnit, boolean ownColors) {
        return new ExifContainer(Format.JPEG, width, height, density, densityUnit, ownColors);
    }

    public static ExifContainer chunks(int width, int height, boolean ownColors) {
        return new ExifContainer(Format.CHUNKS, width, height, null, INCH, ownColors);
    }

    public static ExifContainer tiff(boolean ownColors) {
        return new ExifContainer(Format.TIFF, 0, 0, null, INCH, ownColors);
    }

    /**
     * Adds the fields that must be there and are not, and takes out those that must not be.
     *
     * @param hadExif whether the image brought a directory of EXIF
     * @param hadGps whether it brought one of GPS
     */
    void complete(TiffDirectory root, ByteOrder order, Map<String, Object> metadata, boolean hadExif, boolean hadGps) {
        if (!hadExif) {
            addRequired(root, order);
        }
        if (format == Format.TIFF) {
            leaveOutOfTiff(root);
        }
        TiffDirectory gps = root.children().get(ExifBlock.GPS_POINTER);
        if (gps != null && !hadGps) {
            gps.putIfAbsent(0x0000, TiffValue.bytes((byte) 2, (byte) 3, (byte) 0, (byte) 0));
        }
        // a method that EXIF has no word for is in XMP alone, and no other takes its place
        if (format == Format.TIFF && gps != null && !metadata.containsKey(MetadataKeys.GPS_PROCESSING_METHOD)) {
            // EXIF for uncompressed images requires it; a position that an application gave is put in by hand
            gps.putIfAbsent(0x001B, ExifEncodings.markedText("MANUAL", order));
        }
    }

    private void addRequired(TiffDirectory root, ByteOrder order) {
        int unit = density == null ? INCH : densityUnit;
        root.putIfAbsent(0x011A, TiffValue.rationals(order, Rational.of(density == null ? 72 : density[0], 1)));
        root.putIfAbsent(0x011B, TiffValue.rationals(order, Rational.of(density == null ? 72 : density[1], 1)));
        root.putIfAbsent(0x0128, TiffValue.shorts(order, unit));
        TiffDirectory exif = root.child(ExifBlock.EXIF_POINTER);
        exif.putIfAbsent(ExifVersions.EXIF_VERSION, TiffValue.undefined("0232".getBytes(StandardCharsets.US_ASCII)));
        exif.putIfAbsent(0xA000, TiffValue.undefined("0100".getBytes(StandardCharsets.US_ASCII)));
        exif.putIfAbsent(COLOR_SPACE, TiffValue.shorts(order, ownColors ? UNCALIBRATED : SRGB));
        if (width > 0 && format != Format.TIFF) {
            exif.putIfAbsent(0xA002, TiffValue.unsigned(order, width));
            exif.putIfAbsent(0xA003, TiffValue.unsigned(order, height));
        }
        if (format == Format.JPEG) {
            root.putIfAbsent(0x0213, TiffValue.shorts(order, 1));
            exif.putIfAbsent(0x9101, TiffValue.undefined((byte) 1, (byte) 2, (byte) 3, (byte) 0));
        }
    }

    private static void leaveOutOfTiff(TiffDirectory root) {
        TiffDirectory exif = root.child(ExifBlock.EXIF_POINTER);
        exif.remove(0xA002);
        exif.remove(0xA003);
        // most programs read a TIFF by libtiff, which warns of these; XMP has them too
        root.leaveOut((tag, value) -> tag >= FIRST_OF_WINDOWS && tag <= LAST_OF_WINDOWS);
        for (TiffDirectory child : root.children().values()) {
            child.leaveOut((tag, value) -> tag == GAIN_CONTROL || value.type() == TiffValue.UNDEFINED && value.count() > MAX_UNDEFINED);
        }
        root.removeEmptyChildren();
    }

    /** Says that the pixels were converted to sRGB after the EXIF was made. */
    static void markConverted(TiffDirectory root, ByteOrder order) {
        root.child(ExifBlock.EXIF_POINTER).put(COLOR_SPACE, TiffValue.shorts(order, SRGB));
    }
}
