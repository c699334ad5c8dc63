package org.obscura.camera.core.metadata.schema;

import java.nio.ByteBuffer;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.Resolution;

/**
 * A chunk of a PNG that a key has for itself.
 *
 * @param type its four letters
 * @param encoding how the value is written; null: it has no place in the chunk
 */
public record PngTag(String type, Function<Object, byte @Nullable []> encoding) {
    private static final int FIRST_YEAR = 1995;

    /** Pixels per unit, of no unit: the wider a pixel, the fewer of them in a row. */
    public static final PngTag PIXEL_SHAPE = new PngTag("pHYs", value -> {
        Resolution pixel = (Resolution) value;
        return ByteBuffer.allocate(9).putInt(pixel.height()).putInt(pixel.width()).array();
    });
    /** The last change, in UTC and whole seconds. Readers take a year before there was PNG for a fault of the file. */
    public static final PngTag TIME = new PngTag("tIME", value -> {
        ZonedDateTime utc = ((ZonedDateTime) value).withZoneSameInstant(ZoneOffset.UTC);
        if (utc.getYear() < FIRST_YEAR) {
            return null;
        }
        return ByteBuffer.allocate(7).putShort((short) utc.getYear()).put((byte) utc.getMonthValue()).put((byte) utc.getDayOfMonth())
                .put((byte) utc.getHour()).put((byte) utc.getMinute()).put((byte) utc.getSecond()).array();
    });
}
