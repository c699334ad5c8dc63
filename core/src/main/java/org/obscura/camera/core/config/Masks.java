package org.obscura.camera.core.config;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.Region;
import org.obscura.camera.Resolution;
import org.obscura.camera.support.config.ConfigReader;

/**
 * The parts of a frame that no image, preview or view shows.
 *
 * @param regions rectangles of a frame
 * @param size the size of the frame that they are rectangles of; null: they count the pixels of each frame
 */
public record Masks(List<Region> regions, @Nullable Resolution size) {
    /** No part is hidden. */
    public static final Masks NONE = new Masks(List.of(), null);

    private static final Region ALL = new Region(0, 0, 65_535, 65_535);

    /** Reads the masks. A wrong one, or a wrong size of it, hides the whole image: a mistake must not show what is to be hidden. */
    static Masks read(ConfigReader config) {
        List<Region> regions = config.read("image.mask", text -> {
            List<Region> masks = new ArrayList<>();
            for (String each : text.split(";")) {
                if (!each.isBlank()) {
                    masks.add(Region.parse(each));
                }
            }
            return List.copyOf(masks);
        }, "rectangles x,y,width,height with semicolons between them, and until it is, images are hidden as a whole", () -> List.of(ALL));
        List<Resolution> size = config.read("image.mask.size",
                text -> text.isEmpty() ? List.<Resolution>of() : List.of(Resolution.parse(text)),
                "WIDTHxHEIGHT, and until it is, what has a mask is hidden as a whole",
                () -> List.of(new Resolution(1, 1)));
        return new Masks(regions, size.stream().findFirst().orElse(null));
    }

    /** Returns whether nothing is hidden. */
    public boolean isNone() {
        return regions.isEmpty();
    }

    /**
     * Returns the rectangles of a frame of a size that are hidden: all of it if one of them lies outside, since what it is to hide is then
     * somewhere else.
     */
    public List<Region> in(Resolution frame) {
        return isMisplaced(frame) ? List.of(ALL) : regions.stream().map(region -> scaled(region, frame)).toList();
    }

    /** Returns whether a rectangle lies outside of a frame of a size. */
    public boolean isMisplaced(Resolution frame) {
        Resolution bounds = size == null ? frame : size;
        return regions.stream().anyMatch(region -> region.x() >= bounds.width() || region.y() >= bounds.height());
    }

    /** Returns the least rectangle of whole pixels that hides what the rectangle hides. */
    private Region scaled(Region region, Resolution frame) {
        if (size == null || size.equals(frame)) {
            return region;
        }
        int left = (int) ((long) region.x() * frame.width() / size.width());
        int top = (int) ((long) region.y() * frame.height() / size.height());
        int right = up((region.x() + region.width()) * (long) frame.width(), size.width());
        int bottom = up((region.y() + region.height()) * (long) frame.height(), size.height());
        return new Region(left, top, Math.min(ALL.width(), right) - left, Math.min(ALL.height(), bottom) - top);
    }

    private static int up(long dividend, int divisor) {
        return (int) Math.min(Integer.MAX_VALUE, (dividend + divisor - 1) / divisor);
    }

    /** Returns the rectangles as they are configured. */
    @Override
    public String toString() {
        return String.join(";", regions.stream().map(Region::toString).toList());
    }
}
