package org.obscura.camera.core.metadata;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.obscura.camera.Resolution;
import org.obscura.camera.core.metadata.schema.ExifTag;
import org.obscura.camera.core.metadata.schema.MetadataField;
import org.obscura.camera.core.metadata.schema.XmpEncodings;
import org.obscura.camera.core.metadata.schema.XmpProperty;
import org.obscura.camera.core.metadata.value.DegreesType;
import org.obscura.camera.core.metadata.value.EnumType;
import org.obscura.camera.core.metadata.value.IntegerType;
import org.obscura.camera.core.metadata.value.NumberType;
import org.obscura.camera.core.metadata.value.SizeType;
import org.obscura.camera.core.metadata.value.TextListType;
import org.obscura.camera.core.metadata.value.TimeType;
import org.obscura.camera.core.metadata.value.ValueType;

import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPMeta;
import com.drew.lang.Rational;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.MetadataException;
import com.drew.metadata.StringValue;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import com.drew.metadata.xmp.XmpDirectory;

/** The values of keys as an independent reader (metadata-extractor) finds them in EXIF and XMP, back in the types of the keys. */
final class StoredMetadata {
    private static final Map<ExifTag.Place, Class<? extends Directory>> PLACES = Map.of(ExifTag.Place.IFD0, ExifIFD0Directory.class,
            ExifTag.Place.EXIF, ExifSubIFDDirectory.class, ExifTag.Place.GPS, GpsDirectory.class);
    private static final Pattern MEMBER = Pattern.compile("\\s*(?:\"((?:[^\"]|\"\")*+)\"\\s*|([^;]+))(?:;|$)", Pattern.DOTALL);
    private static final Map<Integer, Integer> DEGREES = Map.of(1, 0, 6, 90, 3, 180, 8, 270);
    private static final DateTimeFormatter EXIF_TIME = DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss");
    private static final DateTimeFormatter EXIF_DATE = DateTimeFormatter.ofPattern("uuuu:MM:dd");

    private final Metadata read;
    private final boolean tiff;
    private final boolean little;

    StoredMetadata(Metadata read, boolean tiff, boolean little) {
        this.read = read;
        this.tiff = tiff;
        this.little = little;
    }

    /**
     * EXIF has no place for the size in a TIFF, where it is without what libtiff warns of; and none for ways to find a position but its
     * four.
     */
    boolean hasExif(MetadataField field, Object value) {
        return !field.exif().isEmpty()
                && !(tiff && (field.type() instanceof SizeType || field.exif().get(0).name().matches("XP.*|GainControl")))
                && !(field.key().equals("GPSProcessingMethod") && !Set.of("GPS", "CELLID", "WLAN", "MANUAL").contains(value));
    }

    Object exif(MetadataField field) throws MetadataException {
        ExifTag tag = field.exif().get(0);
        Directory directory = directory(tag.place());
        ValueType type = field.type();
        if (type instanceof TextListType) {
            return members(text(directory, tag));
        }
        if (type instanceof NumberType) {
            double number = directory.getRational(tag.tag()).doubleValue();
            return field.key().equals("GPSAltitude") && directory.getInt(5) == 1 ? -number : number;
        }
        if (type instanceof DegreesType) {
            Rational[] parts = directory.getRationalArray(tag.tag());
            double degrees = parts[0].doubleValue() + parts[1].doubleValue() / 60 + parts[2].doubleValue() / 3600;
            String hemisphere = directory.getString(field.exif().get(1).tag());
            return Math.round((hemisphere.equals("S") || hemisphere.equals("W") ? -degrees : degrees) * 1e8) / 1e8;
        }
        if (type instanceof IntegerType) {
            int number = directory.getInt(tag.tag());
            return field.key().equals("Orientation") ? DEGREES.get(number) : (Object) number;
        }
        if (type instanceof EnumType words && !(field.xmp().get(0).encoding() == XmpEncodings.TEXT)) {
            return word(words, directory.getInt(tag.tag()));
        }
        if (type instanceof SizeType) {
            return new Resolution(directory.getInt(tag.tag()), directory.getInt(field.exif().get(1).tag()));
        }
        return type instanceof TimeType ? time(field, directory) : text(directory, tag);
    }

    /** Read by the rule of the Metadata Working Group: between semicolons, in double quotes where a member has one inside. */
    private static List<String> members(String text) {
        List<String> members = new ArrayList<>();
        Matcher matcher = MEMBER.matcher(text);
        while (matcher.lookingAt()) {
            members.add(matcher.group(1) != null ? matcher.group(1).replace("\"\"", "\"") : matcher.group(2).strip());
            matcher.region(matcher.end(), text.length());
        }
        return members;
    }

    private Directory directory(ExifTag.Place place) {
        return read.getFirstDirectoryOfType(PLACES.get(place));
    }

    private static String word(EnumType words, int code) {
        return words.codes().entrySet().stream().filter(e -> e.getValue() == code).map(Map.Entry::getKey).findFirst()
                .orElse("code " + code);
    }

    private String text(Directory directory, ExifTag tag) {
        if (directory.getObject(tag.tag()) instanceof StringValue string) {
            return string.toString(StandardCharsets.UTF_8);
        }
        byte[] bytes = directory.getByteArray(tag.tag());
        if (tag.name().startsWith("XP")) {
            return terminated(new String(bytes, StandardCharsets.UTF_16LE));
        }
        var wide = little ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
        if (tag.name().equals("DeviceSettingDescription")) {
            return terminated(new String(bytes, 4, bytes.length - 4, wide));
        }
        String mark = new String(bytes, 0, 8, StandardCharsets.US_ASCII);
        return new String(bytes, 8, bytes.length - 8, mark.equals("UNICODE\0") ? wide : StandardCharsets.US_ASCII);
    }

    private static String terminated(String text) {
        return text.substring(0, text.indexOf('\0'));
    }

    private Object time(MetadataField field, Directory directory) {
        if (field.key().equals("GPSTimeStamp")) {
            Rational[] parts = directory.getRationalArray(7);
            long micros = Math.round(parts[2].doubleValue() * 1e6);
            return LocalDate.parse(directory.getString(0x1D), EXIF_DATE)
                    .atTime(LocalTime.of(parts[0].intValue(), parts[1].intValue()).plus(micros, ChronoUnit.MICROS)).atZone(ZoneOffset.UTC);
        }
        Directory exif = directory(ExifTag.Place.EXIF);
        String fraction = exif.getString(field.exif().get(2).tag());
        int nanos = fraction == null ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9));
        return java.time.LocalDateTime.parse(directory.getString(field.exif().get(0).tag()), EXIF_TIME).withNano(nanos)
                .atZone(ZoneOffset.of(exif.getString(field.exif().get(1).tag())));
    }

    Object xmp(MetadataField field) throws XMPException {
        XMPMeta packet = packet();
        XmpProperty property = field.xmp().get(0);
        String ns = property.namespace().uri();
        String name = property.name();
        ValueType type = field.type();
        if (type instanceof TextListType) {
            List<String> members = new ArrayList<>();
            for (int i = 1; i <= packet.countArrayItems(ns, name); i++) {
                members.add(packet.getArrayItem(ns, name, i).getValue());
            }
            return members;
        }
        if (field.key().equals("Flash")) {
            int bits = 0;
            List<String> fields = List.of("Fired", "Return", "Mode", "Function", "RedEyeMode");
            for (int i = 0; i < 5; i++) {
                String member = packet.getStructField(ns, name, ns, fields.get(i)).getValue();
                bits |= (member.equals("True") ? 1 : member.equals("False") ? 0 : Integer.parseInt(member)) << List.of(0, 1, 3, 5, 6)
                        .get(i);
            }
            return word((EnumType) type, bits);
        }
        String text = text(packet, field, ns, name);
        if (type instanceof NumberType) {
            double number = fraction(text);
            return field.key().equals("GPSAltitude") && packet.getPropertyString(ns, "GPSAltitudeRef").equals("1") ? -number : number;
        }
        if (type instanceof DegreesType) {
            String[] parts = text.substring(0, text.length() - 1).split(",");
            double degrees = Integer.parseInt(parts[0]) + Double.parseDouble(parts[1]) / 60;
            return Math.round((text.endsWith("S") || text.endsWith("W") ? -degrees : degrees) * 1e8) / 1e8;
        }
        if (type instanceof IntegerType) {
            return field.key().equals("Orientation") ? DEGREES.get(Integer.parseInt(text)) : (Object) Integer.valueOf(text);
        }
        if (type instanceof EnumType words && property.encoding() != XmpEncodings.TEXT) {
            return word(words, Integer.parseInt(text));
        }
        if (type instanceof SizeType) {
            return field.xmp().size() == 1 ? Resolution.parse(text)
                    : new Resolution(Integer.parseInt(text), Integer.parseInt(packet.getPropertyString(ns, field.xmp().get(1).name())));
        }
        return type instanceof TimeType ? zoned(text) : text;
    }

    static ZonedDateTime zoned(String text) {
        return OffsetDateTime.parse(text).toZonedDateTime();
    }

    private static double fraction(String text) {
        double[] parts = Arrays.stream(text.split("/")).mapToDouble(Double::parseDouble).toArray();
        return parts[0] / parts[1];
    }

    private static String text(XMPMeta packet, MetadataField field, String ns, String name) throws XMPException {
        if (field.key().equals("DeviceSettingDescription")) {
            return packet.getArrayItem(ns, name + "/exif:Settings", 1).getValue();
        }
        var options = packet.getProperty(ns, name).getOptions();
        if (options.isArrayAltText()) {
            return packet.getLocalizedText(ns, name, null, "x-default").getValue();
        }
        return options.isArray() ? packet.getArrayItem(ns, name, 1).getValue() : packet.getPropertyString(ns, name);
    }

    XMPMeta packet() {
        return read.getFirstDirectoryOfType(XmpDirectory.class).getXMPMeta();
    }
}
