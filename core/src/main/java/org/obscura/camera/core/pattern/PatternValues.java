package org.obscura.camera.core.pattern;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/**
 * What the fields of a pattern stand for.
 *
 * @param camera the camera id
 * @param device the device id
 * @param time when the image was exposed
 */
public record PatternValues(String camera, String device, ZonedDateTime time) {
    private static final Instant FIRST = LocalDate.of(1, 1, 2).atStartOfDay().toInstant(ZoneOffset.UTC);
    private static final Instant END = LocalDate.of(9999, 12, 31).atStartOfDay().toInstant(ZoneOffset.UTC);

    /** Returns the values of an image; of a device whose clock has no possible time, with the time of the system. */
    public static PatternValues of(String camera, String device, Instant exposed, ZoneId zone) {
        boolean possible = exposed.isAfter(FIRST) && exposed.isBefore(END);
        return new PatternValues(camera, device, (possible ? exposed : Instant.now()).atZone(zone));
    }
}
