package org.obscura.camera.core.metadata.schema;

import java.math.BigDecimal;
import java.time.ZonedDateTime;
import java.util.List;

import org.obscura.camera.Resolution;
import org.obscura.camera.core.metadata.value.DegreesType;
import org.obscura.camera.core.metadata.value.EnumType;
import org.obscura.camera.core.metadata.value.Rational;
import org.obscura.camera.core.metadata.value.TextListType;

import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPMeta;
import com.adobe.internal.xmp.options.PropertyOptions;

/** The ways in which XMP (ISO 16684) and EXIF in XMP (CIPA DC-010) write values. */
public final class XmpEncodings {
    public static final XmpEncoding TEXT = (packet, ns, name, v) -> packet.setProperty(ns, name, v.toString());
    public static final XmpEncoding JOINED = (packet, ns, name, v) -> packet.setProperty(ns, name, TextListType.join((List<?>) v, "; "));
    public static final XmpEncoding LANGUAGES = XmpEncodings::languages;
    public static final XmpEncoding SEQUENCE = (packet, ns, name, v) -> array(packet, ns, name, v,
            new PropertyOptions().setArrayOrdered(true));
    public static final XmpEncoding BAG = (packet, ns, name, v) -> array(packet, ns, name, v, new PropertyOptions().setArray(true));
    public static final XmpEncoding DATE = (packet, ns, name, v) -> packet.setProperty(ns, name, time((ZonedDateTime) v));
    public static final XmpEncoding DATES = (packet, ns, name, v) -> SEQUENCE.put(packet, ns, name, time((ZonedDateTime) v));
    public static final XmpEncoding RATIONAL = (packet, ns, name, v) -> packet.setProperty(ns, name,
            Rational.nearest((Double) v, Rational.MAX).toString());
    public static final XmpEncoding SIGNED = (packet, ns, name, v) -> packet.setProperty(ns, name,
            Rational.nearest((Double) v, Rational.SIGNED_MAX).toString());
    public static final XmpEncoding ALTITUDE = (packet, ns, name, v) -> RATIONAL.put(packet, ns, name, Math.abs((Double) v));
    public static final XmpEncoding ALTITUDE_REF = (packet, ns, name, v) -> packet.setProperty(ns, name, (Double) v < 0 ? "1" : "0");
    public static final XmpEncoding STARS = (packet, ns, name, v) -> packet.setProperty(ns, name,
            String.valueOf(ExifEncodings.stars((Integer) v)));
    public static final XmpEncoding ORIENTATION = (packet, ns, name, v) -> packet.setProperty(ns, name,
            String.valueOf(ExifEncodings.orientation((Integer) v)));
    public static final XmpEncoding WIDTH = (packet, ns, name, v) -> packet.setProperty(ns, name, String.valueOf(((Resolution) v).width()));
    public static final XmpEncoding HEIGHT = (packet, ns, name, v) -> packet.setProperty(ns, name,
            String.valueOf(((Resolution) v).height()));
    public static final XmpEncoding DEVICE_SETTING = XmpEncodings::deviceSetting;

    private XmpEncodings() {
    }

    public static XmpEncoding constant(String text) {
        return (packet, ns, name, v) -> packet.setProperty(ns, name, text);
    }

    public static XmpEncoding code(EnumType words) {
        return (packet, ns, name, v) -> packet.setProperty(ns, name, String.valueOf(words.code(v)));
    }

    public static XmpEncoding degrees(char positive, char negative) {
        return (packet, ns, name, v) -> {
            // 1e-8 of a degree is 6e-7 of a minute
            long units = DegreesType.units((Double) v);
            long minutes = Math.abs(units) * 6;
            String rest = BigDecimal.valueOf(minutes % 600_000_000L, 7).stripTrailingZeros().toPlainString();
            packet.setProperty(ns, name, minutes / 600_000_000L + "," + rest + (rest.indexOf('.') < 0 ? ".0" : "")
                    + (units < 0 ? negative : positive));
        };
    }

    /** Returns the encoding of the bits of EXIF's Flash, one by one. */
    public static XmpEncoding flash(EnumType words) {
        return (packet, ns, name, v) -> {
            int bits = words.code(v);
            packet.setStructField(ns, name, ns, "Fired", bool(bits & 1));
            packet.setStructField(ns, name, ns, "Return", String.valueOf(bits >> 1 & 3));
            packet.setStructField(ns, name, ns, "Mode", String.valueOf(bits >> 3 & 3));
            packet.setStructField(ns, name, ns, "Function", bool(bits & 0x20));
            packet.setStructField(ns, name, ns, "RedEyeMode", bool(bits & 0x40));
        };
    }

    private static String bool(int bit) {
        return bit == 0 ? "False" : "True";
    }

    /** Returns a time in ISO 8601, with the offset and as many digits of the second as it has. */
    public static String time(ZonedDateTime time) {
        StringBuilder text = new StringBuilder(35);
        TimeText.time(TimeText.date(text, time, '-').append('T'), time);
        if (time.getNano() != 0) {
            TimeText.fraction(text.append('.'), time);
        }
        return (time.getOffset().getTotalSeconds() == 0 ? text.append('Z') : TimeText.offset(text, time)).toString();
    }

    private static void languages(XMPMeta packet, String ns, String name, Object value) throws XMPException {
        packet.setLocalizedText(ns, name, null, "x-default", value.toString());
    }

    private static void array(XMPMeta packet, String ns, String name, Object value, PropertyOptions type) throws XMPException {
        for (Object member : value instanceof List<?> list ? list : List.of(value)) {
            packet.appendArrayItem(ns, name, type, member.toString(), null);
        }
    }

    private static void deviceSetting(XMPMeta packet, String ns, String name, Object value) throws XMPException {
        packet.setStructField(ns, name, ns, "Columns", "1");
        packet.setStructField(ns, name, ns, "Rows", "1");
        String settings = name + "/" + XmpNamespace.EXIF.prefix() + ":Settings";
        packet.appendArrayItem(ns, settings, new PropertyOptions().setArrayOrdered(true), value.toString(), null);
    }
}
