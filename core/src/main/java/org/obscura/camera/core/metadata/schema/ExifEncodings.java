package org.obscura.camera.core.metadata.schema;

import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;

import org.obscura.camera.Resolution;
import org.obscura.camera.core.metadata.ifd.TiffValue;
import org.obscura.camera.core.metadata.value.DegreesType;
import org.obscura.camera.core.metadata.value.EnumType;
import org.obscura.camera.core.metadata.value.Rational;
import org.obscura.camera.core.metadata.value.TextListType;

/** The ways in which EXIF 2.32 writes values. */
public final class ExifEncodings {
    private static final long MICROS = 1_000_000;

    public static final ExifEncoding TEXT = (v, order) -> TiffValue.text((String) v);
    public static final ExifEncoding JOINED = (v, order) -> TiffValue.text(TextListType.join((List<?>) v, "; "));
    /** The Windows tags: UTF-16 in little endian, whatever the order of the block. */
    public static final ExifEncoding WIDE = (v, order) -> TiffValue.bytes((v + "\0").getBytes(StandardCharsets.UTF_16LE));
    public static final ExifEncoding WIDE_JOINED = (v, order) -> WIDE.encode(TextListType.join((List<?>) v, ";"), order);
    public static final ExifEncoding MARKED_TEXT = ExifEncodings::markedText;
    /** EXIF knows four; any other is left to XMP. */
    public static final ExifEncoding PROCESSING_METHOD = (v, order) -> Set.of("GPS", "CELLID", "WLAN", "MANUAL").contains(v)
            ? ExifEncodings.markedText(v, order) : null;
    public static final ExifEncoding SHORT = (v, order) -> TiffValue.shorts(order, (Integer) v);
    public static final ExifEncoding RATIONAL = (v, order) -> TiffValue.rationals(order, Rational.nearest((Double) v, Rational.MAX));
    public static final ExifEncoding SIGNED = (v, order) -> TiffValue.signedRational(order,
            Rational.nearest((Double) v, Rational.SIGNED_MAX));
    public static final ExifEncoding WIDTH = (v, order) -> TiffValue.unsigned(order, ((Resolution) v).width());
    public static final ExifEncoding HEIGHT = (v, order) -> TiffValue.unsigned(order, ((Resolution) v).height());
    public static final ExifEncoding ORIENTATION = (v, order) -> TiffValue.shorts(order, orientation((Integer) v));
    public static final ExifEncoding DATE_TIME = (v, order) -> TiffValue.text(dateTime((ZonedDateTime) v));
    public static final ExifEncoding TIME_OFFSET = (v, order) -> TiffValue.text(
            TimeText.offset(new StringBuilder(6), (ZonedDateTime) v).toString());
    public static final ExifEncoding SUB_SECONDS = (v, order) -> ((ZonedDateTime) v).getNano() == 0 ? null
            : TiffValue.text(fraction((ZonedDateTime) v));
    public static final ExifEncoding GPS_DATE = (v, order) -> TiffValue.text(
            TimeText.date(new StringBuilder(10), (ZonedDateTime) v, ':').toString());
    public static final ExifEncoding GPS_TIME = ExifEncodings::gpsTime;
    public static final ExifEncoding DEGREES = ExifEncodings::degrees;
    public static final ExifEncoding ALTITUDE = (v, order) -> TiffValue.rationals(order,
            Rational.nearest(Math.abs((Double) v), Rational.MAX));
    public static final ExifEncoding ALTITUDE_REF = (v, order) -> TiffValue.bytes((byte) ((Double) v < 0 ? 1 : 0));
    public static final ExifEncoding DEVICE_SETTING = ExifEncodings::deviceSetting;

    private ExifEncodings() {
    }

    public static ExifEncoding code(EnumType words) {
        return (v, order) -> TiffValue.shorts(order, words.code(v));
    }

    /** Returns the encoding of a field that says how another is meant. */
    public static ExifEncoding constant(String text) {
        return (v, order) -> TiffValue.text(text);
    }

    public static ExifEncoding hemisphere(String positive, String negative) {
        return (v, order) -> TiffValue.text((Double) v < 0 ? negative : positive);
    }

    /** Returns by how much to turn clockwise, as EXIF counts the ways an image can lie. */
    public static int orientation(int degrees) {
        return switch (degrees) {
            case 90 -> 6;
            case 180 -> 3;
            case 270 -> 8;
            default -> 1;
        };
    }

    /** Returns 0 to 5, with the steps that Windows uses for the percentage. */
    public static int stars(int percent) {
        return percent == 0 ? 0 : percent < 13 ? 1 : percent < 38 ? 2 : percent < 63 ? 3 : percent < 88 ? 4 : 5;
    }

    private static String dateTime(ZonedDateTime time) {
        StringBuilder text = new StringBuilder(19);
        return TimeText.time(TimeText.date(text, time, ':').append(' '), time).toString();
    }

    /** Returns the digits after the second's point. */
    public static String fraction(ZonedDateTime time) {
        return TimeText.fraction(new StringBuilder(9), time).toString();
    }

    /** Returns text with the mark of its character set. */
    public static TiffValue markedText(Object value, ByteOrder order) {
        String text = (String) value;
        boolean ascii = StandardCharsets.US_ASCII.newEncoder().canEncode(text);
        Charset wide = order == ByteOrder.LITTLE_ENDIAN ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
        byte[] mark = (ascii ? "ASCII\0\0\0" : "UNICODE\0").getBytes(StandardCharsets.US_ASCII);
        byte[] characters = text.getBytes(ascii ? StandardCharsets.US_ASCII : wide);
        byte[] data = new byte[mark.length + characters.length];
        System.arraycopy(mark, 0, data, 0, mark.length);
        System.arraycopy(characters, 0, data, mark.length, characters.length);
        return TiffValue.undefined(data);
    }

    private static TiffValue gpsTime(Object value, ByteOrder order) {
        ZonedDateTime time = (ZonedDateTime) value;
        long micros = time.getSecond() * MICROS + time.getNano() / 1000;
        return TiffValue.rationals(order, Rational.of(time.getHour(), 1), Rational.of(time.getMinute(), 1),
                micros % MICROS == 0 ? Rational.of(micros / MICROS, 1) : Rational.of(micros, MICROS));
    }

    private static TiffValue degrees(Object value, ByteOrder order) {
        // 1e-8 of a degree is 36e-6 of a second
        long micros = Math.abs(DegreesType.units((Double) value)) * 36;
        long minutes = micros / (60 * MICROS);
        return TiffValue.rationals(order, Rational.of(minutes / 60, 1), Rational.of(minutes % 60, 1),
                Rational.of(micros % (60 * MICROS), MICROS));
    }

    /** Columns and rows of the table of settings, then its texts in UTF-16, each with its NUL. */
    private static TiffValue deviceSetting(Object value, ByteOrder order) {
        boolean little = order == ByteOrder.LITTLE_ENDIAN;
        byte[] characters = (value + "\0").getBytes(little ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE);
        byte[] data = new byte[4 + characters.length];
        data[little ? 0 : 1] = 1;
        data[little ? 2 : 3] = 1;
        System.arraycopy(characters, 0, data, 4, characters.length);
        return TiffValue.undefined(data);
    }
}
