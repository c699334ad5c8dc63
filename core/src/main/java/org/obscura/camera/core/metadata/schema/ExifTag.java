package org.obscura.camera.core.metadata.schema;

/**
 * A field of EXIF that a key is written to.
 *
 * @param place the directory
 * @param tag the field's number
 * @param name the field's name in the EXIF standard
 * @param encoding how the value is written
 */
public record ExifTag(Place place, int tag, String name, ExifEncoding encoding) {

    /** The directories of EXIF. */
    public enum Place {
        /** The image's own. */
        IFD0,
        /** How it was taken. */
        EXIF,
        /** Where it was taken. */
        GPS
    }

    public static ExifTag ifd0(int tag, String name, ExifEncoding encoding) {
        return new ExifTag(Place.IFD0, tag, name, encoding);
    }

    public static ExifTag exif(int tag, String name, ExifEncoding encoding) {
        return new ExifTag(Place.EXIF, tag, name, encoding);
    }

    public static ExifTag gps(int tag, String name, ExifEncoding encoding) {
        return new ExifTag(Place.GPS, tag, name, encoding);
    }

    /** Returns text such as {@code Artist 0x013B}. */
    @Override
    public String toString() {
        return String.format("%s 0x%04X", name, tag);
    }
}
