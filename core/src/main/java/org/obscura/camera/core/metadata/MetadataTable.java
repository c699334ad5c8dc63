package org.obscura.camera.core.metadata;

import static org.obscura.camera.core.metadata.ExifTag.exif;
import static org.obscura.camera.core.metadata.ExifTag.gps;
import static org.obscura.camera.core.metadata.ExifTag.ifd0;
import static org.obscura.camera.core.metadata.XmpNamespace.DC;
import static org.obscura.camera.core.metadata.XmpNamespace.EXIF;
import static org.obscura.camera.core.metadata.XmpNamespace.IPTC_EXT;
import static org.obscura.camera.core.metadata.XmpNamespace.MICROSOFT;
import static org.obscura.camera.core.metadata.XmpNamespace.OBSCURA;
import static org.obscura.camera.core.metadata.XmpNamespace.PHOTOSHOP;
import static org.obscura.camera.core.metadata.XmpNamespace.PRISM;
import static org.obscura.camera.core.metadata.XmpNamespace.TIFF;
import static org.obscura.camera.core.metadata.XmpNamespace.XMP;
import static org.obscura.camera.core.metadata.XmpNamespace.XMP_DM;

import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.regex.Pattern;

import org.obscura.camera.MetadataKeys;

/** Every key with its type and its places in a file: the one place where they are said. */
final class MetadataTable {
    private static final ValueKind TEXT = new TextKind();
    private static final ValueKind LIST = new TextListKind();
    private static final ValueKind TIME = new TimeKind(ChronoUnit.NANOS, false);
    private static final ValueKind SIZE = new SizeKind();
    private static final ValueKind SHORT = IntegerKind.range(1, 65_535);
    private static final ValueKind THREE = IntegerKind.range(0, 2);
    private static final WordKind NORTH = WordKind.of("T", 0, "M", 0);
    private static final WordKind PROGRAM = WordKind.of("not defined", 0, "manual", 1, "normal", 2, "aperture priority", 3,
            "shutter priority", 4, "creative", 5, "action", 6, "portrait", 7, "landscape", 8);
    private static final WordKind METERING = WordKind.of("unknown", 0, "average", 1, "center weighted average", 2, "spot", 3,
            "multi spot", 4, "matrix", 5, "partial", 6, "other", 255);
    private static final WordKind LIGHT = WordKind.of("unknown", 0, "daylight", 1, "fluorescent", 2, "tungsten", 3, "flash", 4,
            "fine weather", 9, "cloudy", 10, "shade", 11, "daylight fluorescent", 12, "day white fluorescent", 13,
            "cool white fluorescent", 14, "white fluorescent", 15, "warm white fluorescent", 16, "standard light A", 17,
            "standard light B", 18, "standard light C", 19, "D55", 20, "D65", 21, "D75", 22, "D50", 23, "ISO studio tungsten", 24,
            "other", 255);
    private static final WordKind FLASH = WordKind.of("off", 0x10, "on", 0x09, "auto", 0x18, "auto fired", 0x19, "red eye", 0x41,
            "on red eye", 0x49, "auto red eye", 0x58, "auto fired red eye", 0x59, "not fired", 0x00, "fired", 0x01, "no flash function",
            0x20);
    private static final WordKind EXPOSURE = WordKind.of("auto", 0, "manual", 1, "auto bracket", 2);
    private static final WordKind WHITE = WordKind.of("auto", 0, "manual", 1);
    private static final WordKind SCENE = WordKind.of("standard", 0, "landscape", 1, "portrait", 2, "night", 3);
    private static final ValueKind LANGUAGE = new PatternKind(Pattern.compile("[a-z]{3}"), MetadataTable::threeLetters,
            "the three letters of ISO 639-2, such as eng");
    private static final ValueKind HEX = new PatternKind(Pattern.compile("[0-9a-f]{32}"), t -> t.toLowerCase(Locale.ROOT),
            "32 hexadecimal digits");

    private static final Map<String, Fact> FACTS = new LinkedHashMap<>();

    static {
        words();
        picture();
        exposure();
        position();
    }

    private MetadataTable() {
    }

    static Optional<Fact> find(String key) {
        return Optional.ofNullable(FACTS.get(key));
    }

    static Collection<Fact> facts() {
        return FACTS.values();
    }

    private static void add(Fact fact) {
        FACTS.put(fact.key(), fact);
    }

    private static Fact fact(String key, ValueKind kind) {
        return new Fact(key, kind);
    }

    private static void words() {
        add(fact(MetadataKeys.TITLE, TEXT).exif(ifd0(0x9C9B, "XPTitle", ExifForms.WIDE))
                .xmp(DC, "title", XmpForms.LANGUAGES).png("Title"));
        add(fact(MetadataKeys.SUB_TITLE, TEXT).xmp(PHOTOSHOP, "Headline", XmpForms.TEXT).png("SubTitle"));
        add(fact(MetadataKeys.AUTHOR, LIST).exif(ifd0(0x013B, "Artist", ExifForms.JOINED), ifd0(0x9C9D, "XPAuthor", ExifForms.WIDE_JOINED))
                .xmp(DC, "creator", XmpForms.SEQUENCE).png("Author"));
        add(fact(MetadataKeys.COMMENT, TEXT)
                .exif(exif(0x9286, "UserComment", ExifForms.MARKED_TEXT), ifd0(0x9C9C, "XPComment", ExifForms.WIDE))
                .xmp(EXIF, "UserComment", XmpForms.LANGUAGES).png("Comment"));
        add(fact(MetadataKeys.DESCRIPTION, TEXT).exif(ifd0(0x010E, "ImageDescription", ExifForms.TEXT))
                .xmp(DC, "description", XmpForms.LANGUAGES).png("Description"));
        add(fact(MetadataKeys.CATEGORY, LIST).xmp(PHOTOSHOP, "SupplementalCategories", XmpForms.BAG).png("Category"));
        // xmpDM:genre is one text by its definition, PRISM's is a list
        add(fact(MetadataKeys.GENRE, LIST).xmp(PRISM, "genre", XmpForms.BAG).xmp(XMP_DM, "genre", XmpForms.JOINED).png("Genre"));
        add(fact(MetadataKeys.YEAR, IntegerKind.range(1, 9999)).xmp(OBSCURA, "Year", XmpForms.TEXT).png("Year"));
        add(fact(MetadataKeys.DATE, TIME)
                .exif(ifd0(0x0132, "ModifyDate", ExifForms.DATE_TIME), exif(0x9010, "OffsetTime", ExifForms.TIME_OFFSET),
                exif(0x9290, "SubSecTime", ExifForms.SUB_SECONDS))
                .xmp(XMP, "ModifyDate", XmpForms.DATE).xmp(DC, "date", XmpForms.DATES).png("Creation Time").chunk(PngTag.TIME));
        // not in the fields that Windows has for it, which are no part of the EXIF standard
        add(fact(MetadataKeys.USER_RATING, IntegerKind.range(0, 100))
                .xmp(MICROSOFT, "Rating", XmpForms.TEXT).xmp(XMP, "Rating", XmpForms.STARS).png("Rating"));
        add(fact(MetadataKeys.KEYWORDS, LIST).exif(ifd0(0x9C9E, "XPKeywords", ExifForms.WIDE_JOINED))
                .xmp(DC, "subject", XmpForms.BAG).png("Keywords"));
        add(fact(MetadataKeys.LANGUAGE, LANGUAGE).xmp(DC, "language", XmpForms.BAG).png("Language"));
        add(fact(MetadataKeys.PUBLISHER, TEXT).xmp(DC, "publisher", XmpForms.BAG).png("Publisher"));
        add(fact(MetadataKeys.COPYRIGHT, TEXT).exif(ifd0(0x8298, "Copyright", ExifForms.TEXT))
                .xmp(DC, "rights", XmpForms.LANGUAGES).png("Copyright"));
        add(fact(MetadataKeys.PARENTAL_RATING, TEXT).xmp(OBSCURA, "ParentalRating", XmpForms.TEXT).png("ParentalRating"));
        add(fact(MetadataKeys.RATING_ORGANIZATION, TEXT).xmp(OBSCURA, "RatingOrganization", XmpForms.TEXT).png("RatingOrganization"));
        add(fact(MetadataKeys.EVENT, TEXT).xmp(IPTC_EXT, "Event", XmpForms.LANGUAGES).png("Event"));
        // not photoshop:Headline, which is the second title's
        add(fact(MetadataKeys.SUBJECT, TEXT).exif(ifd0(0x9C9F, "XPSubject", ExifForms.WIDE)).xmp(OBSCURA, "Subject", XmpForms.TEXT)
                .png("Subject"));
    }

    private static void picture() {
        add(fact(MetadataKeys.RESOLUTION, SIZE).exif(exif(0xA002, "PixelXDimension", ExifForms.WIDTH),
                exif(0xA003, "PixelYDimension", ExifForms.HEIGHT))
                .xmp(EXIF, "PixelXDimension", XmpForms.WIDTH).xmp(EXIF, "PixelYDimension", XmpForms.HEIGHT));
        add(fact(MetadataKeys.PIXEL_ASPECT_RATIO, SIZE).xmp(OBSCURA, "PixelAspectRatio", XmpForms.TEXT).chunk(PngTag.PIXEL_SHAPE));
        add(fact(MetadataKeys.ORIENTATION, new IntegerKind(0, 270, 90)).exif(ifd0(0x0112, "Orientation", ExifForms.ORIENTATION))
                .xmp(TIFF, "Orientation", XmpForms.ORIENTATION).png("Orientation"));
        add(fact(MetadataKeys.CAMERA_MANUFACTURER, TEXT).exif(ifd0(0x010F, "Make", ExifForms.TEXT))
                .xmp(TIFF, "Make", XmpForms.TEXT).png("Source"));
        add(fact(MetadataKeys.CAMERA_MODEL, TEXT).exif(ifd0(0x0110, "Model", ExifForms.TEXT)).xmp(TIFF, "Model", XmpForms.TEXT)
                .png("Source"));
        add(fact(MetadataKeys.SOFTWARE, TEXT).exif(ifd0(0x0131, "Software", ExifForms.TEXT))
                .xmp(XMP, "CreatorTool", XmpForms.TEXT).png("Software"));
        add(fact(MetadataKeys.IMAGE_UNIQUE_ID, HEX).exif(exif(0xA420, "ImageUniqueID", ExifForms.TEXT))
                .xmp(EXIF, "ImageUniqueID", XmpForms.TEXT));
    }

    private static void exposure() {
        add(fact(MetadataKeys.EXPOSURE_TIME, NumberKind.above0()).exif(exif(0x829A, "ExposureTime", ExifForms.RATIONAL))
                .xmp(EXIF, "ExposureTime", XmpForms.RATIONAL).png("ExposureTime"));
        add(fact(MetadataKeys.F_NUMBER, NumberKind.above0()).exif(exif(0x829D, "FNumber", ExifForms.RATIONAL))
                .xmp(EXIF, "FNumber", XmpForms.RATIONAL).png("FNumber"));
        add(code(MetadataKeys.EXPOSURE_PROGRAM, PROGRAM, 0x8822, "ExposureProgram"));
        add(fact(MetadataKeys.ISO_SPEED_RATINGS, SHORT).exif(exif(0x8827, "ISOSpeedRatings", ExifForms.SHORT))
                .xmp(EXIF, "ISOSpeedRatings", XmpForms.SEQUENCE).png("ISO"));
        add(fact(MetadataKeys.EXPOSURE_BIAS_VALUE, NumberKind.any(Rational.SIGNED_MAX))
                .exif(exif(0x9204, "ExposureBiasValue", ExifForms.SIGNED))
                .xmp(EXIF, "ExposureBiasValue", XmpForms.SIGNED));
        add(fact(MetadataKeys.DATE_TIME_ORIGINAL, TIME).exif(exif(0x9003, "DateTimeOriginal", ExifForms.DATE_TIME),
                exif(0x9011, "OffsetTimeOriginal", ExifForms.TIME_OFFSET), exif(0x9291, "SubSecTimeOriginal", ExifForms.SUB_SECONDS))
                .xmp(EXIF, "DateTimeOriginal", XmpForms.DATE).xmp(PHOTOSHOP, "DateCreated", XmpForms.DATE).png("Creation Time"));
        add(fact(MetadataKeys.DATE_TIME_DIGITIZED, TIME).exif(exif(0x9004, "DateTimeDigitized", ExifForms.DATE_TIME),
                exif(0x9012, "OffsetTimeDigitized", ExifForms.TIME_OFFSET), exif(0x9292, "SubSecTimeDigitized", ExifForms.SUB_SECONDS))
                .xmp(XMP, "CreateDate", XmpForms.DATE));
        add(rational(MetadataKeys.SUBJECT_DISTANCE, NumberKind.from0(), 0x9206));
        add(code(MetadataKeys.METERING_MODE, METERING, 0x9207, "MeteringMode"));
        add(code(MetadataKeys.LIGHT_SOURCE, LIGHT, 0x9208, "LightSource"));
        add(fact(MetadataKeys.FLASH, FLASH).exif(exif(0x9209, "Flash", ExifForms.code(FLASH))).xmp(EXIF, "Flash", XmpForms.flash(FLASH)));
        add(rational(MetadataKeys.FOCAL_LENGTH, NumberKind.above0(), 0x920A));
        add(code(MetadataKeys.EXPOSURE_MODE, EXPOSURE, 0xA402, "ExposureMode"));
        add(code(MetadataKeys.WHITE_BALANCE, WHITE, 0xA403, "WhiteBalance"));
        add(rational(MetadataKeys.DIGITAL_ZOOM_RATIO, NumberKind.above0(), 0xA404));
        add(number(MetadataKeys.FOCAL_LENGTH_IN_35MM_FILM, SHORT, 0xA405, "FocalLengthIn35mmFilm"));
        add(code(MetadataKeys.SCENE_CAPTURE_TYPE, SCENE, 0xA406, "SceneCaptureType"));
        add(number(MetadataKeys.GAIN_CONTROL, IntegerKind.range(0, 4), 0xA407, "GainControl"));
        add(number(MetadataKeys.CONTRAST, THREE, 0xA408, "Contrast"));
        add(number(MetadataKeys.SATURATION, THREE, 0xA409, "Saturation"));
        add(number(MetadataKeys.SHARPNESS, THREE, 0xA40A, "Sharpness"));
        add(fact(MetadataKeys.DEVICE_SETTING_DESCRIPTION, TEXT).exif(exif(0xA40B, "DeviceSettingDescription", ExifForms.DEVICE_SETTING))
                .xmp(EXIF, "DeviceSettingDescription", XmpForms.DEVICE_SETTING));
    }

    private static void position() {
        add(fact(MetadataKeys.GPS_LATITUDE, new DegreesKind(90)).exif(gps(0x0002, "GPSLatitude", ExifForms.DEGREES),
                gps(0x0001, "GPSLatitudeRef", ExifForms.hemisphere("N", "S")))
                .xmp(EXIF, "GPSLatitude", XmpForms.degrees('N', 'S')).png("GPSLatitude"));
        add(fact(MetadataKeys.GPS_LONGITUDE, new DegreesKind(180)).exif(gps(0x0004, "GPSLongitude", ExifForms.DEGREES),
                gps(0x0003, "GPSLongitudeRef", ExifForms.hemisphere("E", "W")))
                .xmp(EXIF, "GPSLongitude", XmpForms.degrees('E', 'W')).png("GPSLongitude"));
        add(fact(MetadataKeys.GPS_ALTITUDE, NumberKind.any(Rational.MAX)).exif(gps(0x0006, "GPSAltitude", ExifForms.ALTITUDE),
                gps(0x0005, "GPSAltitudeRef", ExifForms.ALTITUDE_REF))
                .xmp(EXIF, "GPSAltitude", XmpForms.ALTITUDE).xmp(EXIF, "GPSAltitudeRef", XmpForms.ALTITUDE_REF).png("GPSAltitude"));
        add(fact(MetadataKeys.GPS_TIME_STAMP, new TimeKind(ChronoUnit.MICROS, true)).exif(gps(0x0007, "GPSTimeStamp", ExifForms.GPS_TIME),
                gps(0x001D, "GPSDateStamp", ExifForms.GPS_DATE)).xmp(EXIF, "GPSTimeStamp", XmpForms.DATE));
        add(gpsText(MetadataKeys.GPS_SATELLITES, TEXT, 0x0008, ExifForms.TEXT));
        add(gpsText(MetadataKeys.GPS_STATUS, WordKind.of("A", 0, "V", 0), 0x0009, ExifForms.TEXT));
        add(fact(MetadataKeys.GPS_DOP, NumberKind.from0()).exif(gps(0x000B, "GPSDOP", ExifForms.RATIONAL))
                .xmp(EXIF, "GPSDOP", XmpForms.RATIONAL));
        add(fact(MetadataKeys.GPS_SPEED, NumberKind.from0()).exif(gps(0x000D, "GPSSpeed", ExifForms.RATIONAL),
                gps(0x000C, "GPSSpeedRef", ExifForms.constant("K")))
                .xmp(EXIF, "GPSSpeed", XmpForms.RATIONAL).xmp(EXIF, "GPSSpeedRef", XmpForms.constant("K")));
        // a direction is from true north unless the key after it says otherwise
        add(direction(MetadataKeys.GPS_TRACK, 0x000F));
        add(gpsText(MetadataKeys.GPS_TRACK_REF, NORTH, 0x000E, ExifForms.TEXT));
        add(direction(MetadataKeys.GPS_IMG_DIRECTION, 0x0011));
        add(gpsText(MetadataKeys.GPS_IMG_DIRECTION_REF, NORTH, 0x0010, ExifForms.TEXT));
        add(gpsText(MetadataKeys.GPS_MAP_DATUM, TEXT, 0x0012, ExifForms.TEXT));
        add(gpsText(MetadataKeys.GPS_PROCESSING_METHOD, TEXT, 0x001B, ExifForms.PROCESSING_METHOD));
        add(gpsText(MetadataKeys.GPS_AREA_INFORMATION, TEXT, 0x001C, ExifForms.MARKED_TEXT));
    }

    private static Fact code(String key, WordKind words, int tag, String name) {
        return fact(key, words).exif(exif(tag, name, ExifForms.code(words))).xmp(EXIF, name, XmpForms.code(words));
    }

    private static Fact number(String key, ValueKind kind, int tag, String name) {
        return fact(key, kind).exif(exif(tag, name, ExifForms.SHORT)).xmp(EXIF, name, XmpForms.TEXT);
    }

    private static Fact rational(String key, ValueKind kind, int tag) {
        return fact(key, kind).exif(exif(tag, key, ExifForms.RATIONAL)).xmp(EXIF, key, XmpForms.RATIONAL);
    }

    private static Fact gpsText(String key, ValueKind kind, int tag, ExifForm form) {
        return fact(key, kind).exif(gps(tag, key, form)).xmp(EXIF, key, XmpForms.TEXT);
    }

    private static Fact direction(String key, int tag) {
        return fact(key, NumberKind.direction()).exif(gps(tag, key, ExifForms.RATIONAL), gps(tag - 1, key + "Ref", ExifForms.constant("T")))
                .xmp(EXIF, key, XmpForms.RATIONAL).xmp(EXIF, key + "Ref", XmpForms.constant("T"));
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
