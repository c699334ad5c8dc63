package org.obscura.camera.v4l2;

import java.util.List;
import java.util.Map;

import org.obscura.camera.Resolution;

/**
 * A format that a device offers.
 *
 * @param format the format
 * @param sizes its sizes, each with its intervals; the intervals are empty if the driver does not list them
 * @param range the sizes where they are not listed one by one, else null
 */
record FormatOffer(VideoFormat format, Map<Resolution, List<Interval>> sizes, SizeRange range) {

    boolean has(Resolution size) {
        return range == null ? sizes.containsKey(size) : range.contains(size);
    }
}
