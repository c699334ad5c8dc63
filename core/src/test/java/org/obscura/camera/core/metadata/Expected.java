package org.obscura.camera.core.metadata;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.obscura.camera.core.metadata.schema.MetadataField;
import org.obscura.camera.core.metadata.value.DegreesType;
import org.obscura.camera.core.metadata.value.EnumType;
import org.obscura.camera.core.metadata.value.IntegerType;
import org.obscura.camera.core.metadata.value.NumberType;
import org.obscura.camera.core.metadata.value.TextListType;
import org.obscura.camera.core.metadata.value.TextType;
import org.obscura.camera.core.metadata.value.TimeType;
import org.obscura.camera.core.metadata.value.ValueType;

/** What must become of a value that an application gives, from what the documentation says and not by the code under test. */
final class Expected {
    /** Neither a character of XML 1.0, among which no surrogate is, nor one that XMP writers keep. */
    private static final Pattern UNSTORABLE = Pattern
            .compile("[^\\t\\n\\x20-\\x7E\\x{80}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");
    private static final double NEAR = 1e-6;

    private Expected() {
    }

    /** Whether this says anything of such a value; not of text for a key of another type, which may or may not be understood. */
    static boolean knows(MetadataField field, Object given) {
        ValueType type = field.type();
        if (given instanceof CharSequence) {
            return type instanceof TextType || type instanceof EnumType words && words.codes().containsKey(given);
        }
        // just above and below the smallest fraction both is right
        return !(type instanceof NumberType number) || Math.abs(Math.abs(((Number) given).doubleValue()) * number.limit() - 1) > 2 * NEAR;
    }

    /** Whether what was stored, or empty if the value was refused, is right. */
    static boolean is(MetadataField field, Object given, Optional<Object> stored) {
        ValueType type = field.type();
        if (type instanceof TextType) {
            return text((String) given).equals(stored.map(String.class::cast));
        }
        if (type instanceof TextListType) {
            return list((List<?>) given).equals(stored.map(List.class::cast));
        }
        if (type instanceof NumberType number) {
            double wanted = ((Number) given).doubleValue();
            return fits(number, wanted) ? stored.filter(s -> near(number, wanted, (Double) s)).isPresent() : stored.isEmpty();
        }
        if (type instanceof DegreesType degrees) {
            double wanted = ((Number) given).doubleValue();
            return Math.abs(wanted) <= degrees.max() ? stored.filter(s -> Math.abs((Double) s - wanted) <= 0.51e-8).isPresent()
                    : stored.isEmpty();
        }
        if (type instanceof IntegerType integer) {
            int wanted = (Integer) given;
            boolean fits = wanted >= integer.min() && wanted <= integer.max() && ((long) wanted - integer.min()) % integer.step() == 0;
            return stored.equals(fits ? Optional.of(given) : Optional.empty());
        }
        if (type instanceof TimeType time) {
            return time((OffsetDateTime) given, time.utc()).equals(stored);
        }
        return stored.equals(Optional.of(given)); // a size, or one of the words
    }

    static Optional<String> text(String given) {
        String plain = given.replace("\r\n", "\n").replace("\r", "\n").strip();
        return plain.isEmpty() || UNSTORABLE.matcher(plain).find() ? Optional.empty() : Optional.of(plain);
    }

    private static Optional<List<String>> list(List<?> given) {
        List<String> members = new ArrayList<>();
        for (Object each : given) {
            Optional<String> member = text((String) each);
            if (member.isEmpty()) {
                return Optional.empty();
            }
            members.add(member.get());
        }
        return members.isEmpty() ? Optional.empty() : Optional.of(members);
    }

    private static boolean fits(NumberType type, double number) {
        boolean legal = switch (type.range()) {
            case "above 0" -> number > 0;
            case "0 or more" -> number >= 0;
            case "0 to below 360 degrees" -> number >= 0 && number < 360;
            default -> true;
        };
        double magnitude = Math.abs(number);
        return legal && magnitude <= type.limit() && (magnitude == 0 || magnitude * type.limit() >= 1);
    }

    private static boolean near(NumberType type, double wanted, double stored) {
        return Math.abs(stored - wanted) <= NEAR * Math.abs(wanted)
                || type.turn() > 0 && stored == 0 && type.turn() - wanted <= NEAR * wanted;
    }

    /** The same instant, with the offset in whole minutes if it is one that is used on earth. */
    private static Optional<Object> time(OffsetDateTime given, boolean utc) {
        int minutes = Math.floorDiv(given.getOffset().getTotalSeconds() + 30, 60);
        ZoneOffset offset = utc || Math.abs(minutes) >= 15 * 60 ? ZoneOffset.UTC : ZoneOffset.ofTotalSeconds(minutes * 60);
        ZonedDateTime time = given.atZoneSameInstant(offset).truncatedTo(utc ? ChronoUnit.MICROS : ChronoUnit.NANOS);
        return time.getYear() >= 1 && time.getYear() <= 9999 ? Optional.of(time) : Optional.empty();
    }
}
