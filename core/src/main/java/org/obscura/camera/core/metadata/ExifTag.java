package org.obscura.camera.core.metadata;

/**
 * A field of EXIF that a key is written to.
 *
 * @param place the directory
 * @param tag the field's number
 * @param name the field's name in the EXIF standard
 * @param form how the value is written
 */
record ExifTag(Place place, int tag, String name, ExifEncoding form) {

    /** The directories of EXIF. */
    enum Place {
        /** The picture's own. */
        IFD0,
        /** How it was taken. */
        EXIF,
        /** Where it was taken. */
        GPS
    }

    static ExifTag ifd0(int tag, String name, ExifEncoding form) {
        return new ExifTag(Place.IFD0, tag, name, form);
    }

    static ExifTag exif(int tag, String name, ExifEncoding form) {
        return new ExifTag(Place.EXIF, tag, name, form);
    }

    static ExifTag gps(int tag, String name, ExifEncoding form) {
        return new ExifTag(Place.GPS, tag, name, form);
    }

    /** Such as {@code Artist 0x013B}. */
    @Override
    public String toString() {
        return String.format("%s 0x%04X", name, tag);
    }
}
