package org.obscura.camera.core.metadata.schema;

import static org.obscura.camera.core.metadata.schema.ExifTag.exif;
import static org.obscura.camera.core.metadata.schema.ExifTag.gps;
import static org.obscura.camera.core.metadata.schema.ExifTag.ifd0;
import static org.obscura.camera.core.metadata.schema.XmpNamespace.DC;
import static org.obscura.camera.core.metadata.schema.XmpNamespace.EXIF;
import static org.obscura.camera.core.metadata.schema.XmpNamespace.IPTC_EXT;
import static org.obscura.camera.core.metadata.schema.XmpNamespace.MICROSOFT;
import static org.obscura.camera.core.metadata.schema.XmpNamespace.OBSCURA;
import static org.obscura.camera.core.metadata.schema.XmpNamespace.PHOTOSHOP;
import static org.obscura.camera.core.metadata.schema.XmpNamespace.PRISM;
import static org.obscura.camera.core.metadata.schema.XmpNamespace.TIFF;
import static org.obscura.camera.core.metadata.schema.XmpNamespace.XMP;
import static org.obscura.camera.core.metadata.schema.XmpNamespace.XMP_DM;

import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.regex.Pattern;

import org.obscura.camera.MetadataKeys;
import org.obscura.camera.core.metadata.value.DegreesType;
import org.obscura.camera.core.metadata.value.EnumType;
import org.obscura.camera.core.metadata.value.IntegerType;
import org.obscura.camera.core.metadata.value.NumberType;
import org.obscura.camera.core.metadata.value.PatternType;
import org.obscura.camera.core.metadata.value.Rational;
import org.obscura.camera.core.metadata.value.SizeType;
import org.obscura.camera.core.metadata.value.TextListType;
import org.obscura.camera.core.metadata.value.TextType;
import org.obscura.camera.core.metadata.value.TimeType;
import org.obscura.camera.core.metadata.value.ValueType;

/** Every key with its type and its places in a file: the one place where they are said. */
public final class MetadataTable {
    private static final ValueType TEXT = new TextType();
    private static final ValueType LIST = new TextListType();
    private static final ValueType TIME = new TimeType(ChronoUnit.NANOS, false);
    private static final ValueType SIZE = new SizeType();
    private static final ValueType SHORT = IntegerType.range(1, 65_535);
    private static final ValueType THREE = IntegerType.range(0, 2);
    private static final EnumType NORTH = EnumType.of("T", 0, "M", 0);
    private static final EnumType PROGRAM = EnumType.of("not defined", 0, "manual", 1, "normal", 2, "aperture priority", 3,
            "shutter priority", 4, "creative", 5, "action", 6, "portrait", 7, "landscape", 8);
    private static final EnumType METERING = EnumType.of("unknown", 0, "average", 1, "center weighted average", 2, "spot", 3,
            "multi spot", 4, "matrix", 5, "partial", 6, "other", 255);
    private static final EnumType LIGHT = EnumType.of("unknown", 0, "daylight", 1, "fluorescent", 2, "tungsten", 3, "flash", 4,
            "fine weather", 9, "cloudy", 10, "shade", 11, "daylight fluorescent", 12, "day white fluorescent", 13,
            "cool white fluorescent", 14, "white fluorescent", 15, "warm white fluorescent", 16, "standard light A", 17,
            "standard light B", 18, "standard light C", 19, "D55", 20, "D65", 21, "D75", 22, "D50", 23, "ISO studio tungsten", 24,
            "other", 255);
    private static final EnumType FLASH = EnumType.of("off", 0x10, "on", 0x09, "auto", 0x18, "auto fired", 0x19, "red eye", 0x41,
            "on red eye", 0x49, "auto red eye", 0x58, "auto fired red eye", 0x59, "not fired", 0x00, "fired", 0x01, "no flash function",
            0x20);
    private static final EnumType EXPOSURE = EnumType.of("auto", 0, "manual", 1, "auto bracket", 2);
    private static final EnumType WHITE = EnumType.of("auto", 0, "manual", 1);
    private static final EnumType SCENE = EnumType.of("standard", 0, "landscape", 1, "portrait", 2, "night", 3);
    private static final ValueType LANGUAGE = new PatternType(Pattern.compile("[a-z]{3}"), MetadataTable::threeLetters,
            "the three letters of ISO 639-2, such as eng");
    private static final ValueType HEX = new PatternType(Pattern.compile("[0-9a-f]{32}"), t -> t.toLowerCase(Locale.ROOT),
            "32 hexadecimal digits");

    private static final Map<String, MetadataField> FIELDS = new LinkedHashMap<>();

    static {
        words();
        picture();
        exposure();
        position();
    }

    private MetadataTable() {
    }

    public static Optional<MetadataField> find(String key) {
        return Optional.ofNullable(FIELDS.get(key));
    }

    public static Collection<MetadataField> fields() {
        return FIELDS.values();
    }

    private static void add(MetadataField field) {
        FIELDS.put(field.key(), field);
    }

    private static MetadataField field(String key, ValueType type) {
        return new MetadataField(key, type);
    }

    private static void words() {
        add(field(MetadataKeys.TITLE, TEXT).exif(ifd0(0x9C9B, "XPTitle", ExifEncodings.WIDE))
                .xmp(DC, "title", XmpEncodings.LANGUAGES).png("Title"));
        add(field(MetadataKeys.SUB_TITLE, TEXT).xmp(PHOTOSHOP, "Headline", XmpEncodings.TEXT).png("SubTitle"));
        add(field(MetadataKeys.AUTHOR, LIST)
                .exif(ifd0(0x013B, "Artist", ExifEncodings.JOINED), ifd0(0x9C9D, "XPAuthor", ExifEncodings.WIDE_JOINED))
                .xmp(DC, "creator", XmpEncodings.SEQUENCE).png("Author"));
        add(field(MetadataKeys.COMMENT, TEXT)
                .exif(exif(0x9286, "UserComment", ExifEncodings.MARKED_TEXT), ifd0(0x9C9C, "XPComment", ExifEncodings.WIDE))
                .xmp(EXIF, "UserComment", XmpEncodings.LANGUAGES).png("Comment"));
        add(field(MetadataKeys.DESCRIPTION, TEXT).exif(ifd0(0x010E, "ImageDescription", ExifEncodings.TEXT))
                .xmp(DC, "description", XmpEncodings.LANGUAGES).png("Description"));
        add(field(MetadataKeys.CATEGORY, LIST).xmp(PHOTOSHOP, "SupplementalCategories", XmpEncodings.BAG).png("Category"));
        // xmpDM:genre is one text by its definition, PRISM's is a list
        add(field(MetadataKeys.GENRE, LIST).xmp(PRISM, "genre", XmpEncodings.BAG).xmp(XMP_DM, "genre", XmpEncodings.JOINED).png("Genre"));
        add(field(MetadataKeys.YEAR, IntegerType.range(1, 9999)).xmp(OBSCURA, "Year", XmpEncodings.TEXT).png("Year"));
        add(field(MetadataKeys.DATE, TIME)
                .exif(ifd0(0x0132, "ModifyDate", ExifEncodings.DATE_TIME), exif(0x9010, "OffsetTime", ExifEncodings.TIME_OFFSET),
                        exif(0x9290, "SubSecTime", ExifEncodings.SUB_SECONDS))
                .xmp(XMP, "ModifyDate", XmpEncodings.DATE).xmp(DC, "date", XmpEncodings.DATES).png("Creation Time").chunk(PngTag.TIME));
        // not in the fields that Windows has for it, which are no part of the EXIF standard
        add(field(MetadataKeys.USER_RATING, IntegerType.range(0, 100))
                .xmp(MICROSOFT, "Rating", XmpEncodings.TEXT).xmp(XMP, "Rating", XmpEncodings.STARS).png("Rating"));
        add(field(MetadataKeys.KEYWORDS, LIST).exif(ifd0(0x9C9E, "XPKeywords", ExifEncodings.WIDE_JOINED))
                .xmp(DC, "subject", XmpEncodings.BAG).png("Keywords"));
        add(field(MetadataKeys.LANGUAGE, LANGUAGE).xmp(DC, "language", XmpEncodings.BAG).png("Language"));
        add(field(MetadataKeys.PUBLISHER, TEXT).xmp(DC, "publisher", XmpEncodings.BAG).png("Publisher"));
        add(field(MetadataKeys.COPYRIGHT, TEXT).exif(ifd0(0x8298, "Copyright", ExifEncodings.TEXT))
                .xmp(DC, "rights", XmpEncodings.LANGUAGES).png("Copyright"));
        add(field(MetadataKeys.PARENTAL_RATING, TEXT).xmp(OBSCURA, "ParentalRating", XmpEncodings.TEXT).png("ParentalRating"));
        add(field(MetadataKeys.RATING_ORGANIZATION, TEXT).xmp(OBSCURA, "RatingOrganization", XmpEncodings.TEXT).png("RatingOrganization"));
        add(field(MetadataKeys.EVENT, TEXT).xmp(IPTC_EXT, "Event", XmpEncodings.LANGUAGES).png("Event"));
        // not photoshop:Headline, which is the second title's
        add(field(MetadataKeys.SUBJECT, TEXT).exif(ifd0(0x9C9F, "XPSubject", ExifEncodings.WIDE)).xmp(OBSCURA, "Subject", XmpEncodings.TEXT)
                .png("Subject"));
    }

    private static void picture() {
        add(field(MetadataKeys.RESOLUTION, SIZE).exif(exif(0xA002, "PixelXDimension", ExifEncodings.WIDTH),
                exif(0xA003, "PixelYDimension", ExifEncodings.HEIGHT))
                .xmp(EXIF, "PixelXDimension", XmpEncodings.WIDTH).xmp(EXIF, "PixelYDimension", XmpEncodings.HEIGHT));
        add(field(MetadataKeys.PIXEL_ASPECT_RATIO, SIZE).xmp(OBSCURA, "PixelAspectRatio", XmpEncodings.TEXT).chunk(PngTag.PIXEL_SHAPE));
        add(field(MetadataKeys.ORIENTATION, new IntegerType(0, 270, 90)).exif(ifd0(0x0112, "Orientation", ExifEncodings.ORIENTATION))
                .xmp(TIFF, "Orientation", XmpEncodings.ORIENTATION).png("Orientation"));
        add(field(MetadataKeys.CAMERA_MANUFACTURER, TEXT).exif(ifd0(0x010F, "Make", ExifEncodings.TEXT))
                .xmp(TIFF, "Make", XmpEncodings.TEXT).png("Source"));
        add(field(MetadataKeys.CAMERA_MODEL, TEXT).exif(ifd0(0x0110, "Model", ExifEncodings.TEXT)).xmp(TIFF, "Model", XmpEncodings.TEXT)
                .png("Source"));
        add(field(MetadataKeys.SOFTWARE, TEXT).exif(ifd0(0x0131, "Software", ExifEncodings.TEXT))
                .xmp(XMP, "CreatorTool", XmpEncodings.TEXT).png("Software"));
        add(field(MetadataKeys.IMAGE_UNIQUE_ID, HEX).exif(exif(0xA420, "ImageUniqueID", ExifEncodings.TEXT))
                .xmp(EXIF, "ImageUniqueID", XmpEncodings.TEXT));
    }

    private static void exposure() {
        add(field(MetadataKeys.EXPOSURE_TIME, NumberType.above0()).exif(exif(0x829A, "ExposureTime", ExifEncodings.RATIONAL))
                .xmp(EXIF, "ExposureTime", XmpEncodings.RATIONAL).png("ExposureTime"));
        add(field(MetadataKeys.F_NUMBER, NumberType.above0()).exif(exif(0x829D, "FNumber", ExifEncodings.RATIONAL))
                .xmp(EXIF, "FNumber", XmpEncodings.RATIONAL).png("FNumber"));
        add(code(MetadataKeys.EXPOSURE_PROGRAM, PROGRAM, 0x8822, "ExposureProgram"));
        add(field(MetadataKeys.ISO_SPEED_RATINGS, SHORT).exif(exif(0x8827, "ISOSpeedRatings", ExifEncodings.SHORT))
                .xmp(EXIF, "ISOSpeedRatings", XmpEncodings.SEQUENCE).png("ISO"));
        add(field(MetadataKeys.EXPOSURE_BIAS_VALUE, NumberType.any(Rational.SIGNED_MAX))
                .exif(exif(0x9204, "ExposureBiasValue", ExifEncodings.SIGNED))
                .xmp(EXIF, "ExposureBiasValue", XmpEncodings.SIGNED));
        add(field(MetadataKeys.DATE_TIME_ORIGINAL, TIME).exif(exif(0x9003, "DateTimeOriginal", ExifEncodings.DATE_TIME),
                exif(0x9011, "OffsetTimeOriginal", ExifEncodings.TIME_OFFSET),
                exif(0x9291, "SubSecTimeOriginal", ExifEncodings.SUB_SECONDS))
                .xmp(EXIF, "DateTimeOriginal", XmpEncodings.DATE).xmp(PHOTOSHOP, "DateCreated", XmpEncodings.DATE).png("Creation Time"));
        add(field(MetadataKeys.DATE_TIME_DIGITIZED, TIME).exif(exif(0x9004, "DateTimeDigitized", ExifEncodings.DATE_TIME),
                exif(0x9012, "OffsetTimeDigitized", ExifEncodings.TIME_OFFSET),
                exif(0x9292, "SubSecTimeDigitized", ExifEncodings.SUB_SECONDS))
                .xmp(XMP, "CreateDate", XmpEncodings.DATE));
        add(rational(MetadataKeys.SUBJECT_DISTANCE, NumberType.from0(), 0x9206));
        add(code(MetadataKeys.METERING_MODE, METERING, 0x9207, "MeteringMode"));
        add(code(MetadataKeys.LIGHT_SOURCE, LIGHT, 0x9208, "LightSource"));
        add(field(MetadataKeys.FLASH, FLASH).exif(exif(0x9209, "Flash", ExifEncodings.code(FLASH))).xmp(EXIF, "Flash",
                XmpEncodings.flash(FLASH)));
        add(rational(MetadataKeys.FOCAL_LENGTH, NumberType.above0(), 0x920A));
        add(code(MetadataKeys.EXPOSURE_MODE, EXPOSURE, 0xA402, "ExposureMode"));
        add(code(MetadataKeys.WHITE_BALANCE, WHITE, 0xA403, "WhiteBalance"));
        add(rational(MetadataKeys.DIGITAL_ZOOM_RATIO, NumberType.above0(), 0xA404));
        add(number(MetadataKeys.FOCAL_LENGTH_IN_35MM_FILM, SHORT, 0xA405, "FocalLengthIn35mmFilm"));
        add(code(MetadataKeys.SCENE_CAPTURE_TYPE, SCENE, 0xA406, "SceneCaptureType"));
        add(number(MetadataKeys.GAIN_CONTROL, IntegerType.range(0, 4), 0xA407, "GainControl"));
        add(number(MetadataKeys.CONTRAST, THREE, 0xA408, "Contrast"));
        add(number(MetadataKeys.SATURATION, THREE, 0xA409, "Saturation"));
        add(number(MetadataKeys.SHARPNESS, THREE, 0xA40A, "Sharpness"));
        add(field(MetadataKeys.DEVICE_SETTING_DESCRIPTION, TEXT)
                .exif(exif(0xA40B, "DeviceSettingDescription", ExifEncodings.DEVICE_SETTING))
                .xmp(EXIF, "DeviceSettingDescription", XmpEncodings.DEVICE_SETTING));
    }

    private static void position() {
        add(field(MetadataKeys.GPS_LATITUDE, new DegreesType(90)).exif(gps(0x0002, "GPSLatitude", ExifEncodings.DEGREES),
                gps(0x0001, "GPSLatitudeRef", ExifEncodings.hemisphere("N", "S")))
                .xmp(EXIF, "GPSLatitude", XmpEncodings.degrees('N', 'S')).png("GPSLatitude"));
        add(field(MetadataKeys.GPS_LONGITUDE, new DegreesType(180)).exif(gps(0x0004, "GPSLongitude", ExifEncodings.DEGREES),
                gps(0x0003, "GPSLongitudeRef", ExifEncodings.hemisphere("E", "W")))
                .xmp(EXIF, "GPSLongitude", XmpEncodings.degrees('E', 'W')).png("GPSLongitude"));
        add(field(MetadataKeys.GPS_ALTITUDE, NumberType.any(Rational.MAX)).exif(gps(0x0006, "GPSAltitude", ExifEncodings.ALTITUDE),
                gps(0x0005, "GPSAltitudeRef", ExifEncodings.ALTITUDE_REF))
                .xmp(EXIF, "GPSAltitude", XmpEncodings.ALTITUDE).xmp(EXIF, "GPSAltitudeRef", XmpEncodings.ALTITUDE_REF).png("GPSAltitude"));
        add(field(MetadataKeys.GPS_TIME_STAMP, new TimeType(ChronoUnit.MICROS, true))
                .exif(gps(0x0007, "GPSTimeStamp", ExifEncodings.GPS_TIME),
                        gps(0x001D, "GPSDateStamp", ExifEncodings.GPS_DATE))
                .xmp(EXIF, "GPSTimeStamp", XmpEncodings.DATE));
        add(gpsText(MetadataKeys.GPS_SATELLITES, TEXT, 0x0008, ExifEncodings.TEXT));
        add(gpsText(MetadataKeys.GPS_STATUS, EnumType.of("A", 0, "V", 0), 0x0009, ExifEncodings.TEXT));
        add(field(MetadataKeys.GPS_DOP, NumberType.from0()).exif(gps(0x000B, "GPSDOP", ExifEncodings.RATIONAL))
                .xmp(EXIF, "GPSDOP", XmpEncodings.RATIONAL));
        add(field(MetadataKeys.GPS_SPEED, NumberType.from0()).exif(gps(0x000D, "GPSSpeed", ExifEncodings.RATIONAL),
                gps(0x000C, "GPSSpeedRef", ExifEncodings.constant("K")))
                .xmp(EXIF, "GPSSpeed", XmpEncodings.RATIONAL).xmp(EXIF, "GPSSpeedRef", XmpEncodings.constant("K")));
        // a direction is from true north unless the key after it says otherwise
        add(direction(MetadataKeys.GPS_TRACK, 0x000F));
        add(gpsText(MetadataKeys.GPS_TRACK_REF, NORTH, 0x000E, ExifEncodings.TEXT));
        add(direction(MetadataKeys.GPS_IMG_DIRECTION, 0x0011));
        add(gpsText(MetadataKeys.GPS_IMG_DIRECTION_REF, NORTH, 0x0010, ExifEncodings.TEXT));
        add(gpsText(MetadataKeys.GPS_MAP_DATUM, TEXT, 0x0012, ExifEncodings.TEXT));
        add(gpsText(MetadataKeys.GPS_PROCESSING_METHOD, TEXT, 0x001B, ExifEncodings.PROCESSING_METHOD));
        add(gpsText(MetadataKeys.GPS_AREA_INFORMATION, TEXT, 0x001C, ExifEncodings.MARKED_TEXT));
    }

    private static MetadataField code(String key, EnumType words, int tag, String name) {
        return field(key, words).exif(exif(tag, name, ExifEncodings.code(words))).xmp(EXIF, name, XmpEncodings.code(words));
    }

    private static MetadataField number(String key, ValueType type, int tag, String name) {
        return field(key, type).exif(exif(tag, name, ExifEncodings.SHORT)).xmp(EXIF, name, XmpEncodings.TEXT);
    }

    private static MetadataField rational(String key, ValueType type, int tag) {
        return field(key, type).exif(exif(tag, key, ExifEncodings.RATIONAL)).xmp(EXIF, key, XmpEncodings.RATIONAL);
    }

    private static MetadataField gpsText(String key, ValueType type, int tag, ExifEncoding encoding) {
        return field(key, type).exif(gps(tag, key, encoding)).xmp(EXIF, key, XmpEncodings.TEXT);
    }

    private static MetadataField direction(String key, int tag) {
        return field(key, NumberType.direction())
                .exif(gps(tag, key, ExifEncodings.RATIONAL), gps(tag - 1, key + "Ref", ExifEncodings.constant("T")))
                .xmp(EXIF, key, XmpEncodings.RATIONAL).xmp(EXIF, key + "Ref", XmpEncodings.constant("T"));
    }

    private static String threeLetters(String language) {
        String lower = language.toLowerCase(Locale.ROOT);
        try {
            return lower.length() == 2 ? new Locale(lower).getISO3Language() : lower;
        } catch (MissingResourceException e) {
            return lower;
        }
    }
}
