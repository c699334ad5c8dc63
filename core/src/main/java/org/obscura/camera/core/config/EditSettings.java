package org.obscura.camera.core.config;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.Region;
import org.obscura.camera.Resolution;
import org.obscura.camera.core.pattern.TextPattern;
import org.obscura.camera.support.config.ConfigReader;

/**
 * What is done to the pixels of a frame before it is encoded, in this order: masks, crop, rotation, flip, scale, text.
 *
 * @param masks the parts of the frame that are hidden
 * @param crop the rectangle of the frame that stays, or null
 * @param rotation how it is turned
 * @param flip how it is mirrored
 * @param scale the largest size of the image, or null
 * @param text what is written on the image, or null
 * @param position where it is written
 * @param textSize the height of the text in pixels; 0: as fits the image
 */
public record EditSettings(Masks masks, @Nullable Region crop, Rotation rotation, Flip flip, @Nullable Resolution scale,
        @Nullable TextPattern text, Position position, int textSize) {

    /** How an image is turned, clockwise. */
    public enum Rotation {
        NONE(0), BY_90(90), BY_180(180), BY_270(270), UPRIGHT(0);

        private final int degrees;

        Rotation(int degrees) {
            this.degrees = degrees;
        }

        /** Returns the degrees; of an upright image, those beside its orientation. */
        public int degrees() {
            return degrees;
        }
    }

    /** How an image is mirrored, as it is seen. */
    public enum Flip {
        NONE, HORIZONTAL, VERTICAL
    }

    /** Where a text is written. */
    public enum Position {
        TOP_LEFT, TOP, TOP_RIGHT, BOTTOM_LEFT, BOTTOM, BOTTOM_RIGHT
    }

    private static final int LARGEST_TEXT = 1000;

    static EditSettings read(ConfigReader config) {
        return new EditSettings(Masks.read(config), optional(config, "image.crop", Region::parse, "x,y,width,height in pixels"),
                config.read("image.rotate", EditSettings::rotation, "0, 90, 180, 270 or upright"), config.choice("image.flip", Flip.class),
                optional(config, "image.scale", Resolution::parse, "WIDTHxHEIGHT"),
                optional(config, "image.text", TextPattern::parse, "a text with fields such as {date} {time:HH:mm:ss} {camera}"),
                config.choice("image.text.position", Position.class), config.integer("image.text.size", 0, LARGEST_TEXT));
    }

    private static Rotation rotation(String text) {
        return switch (text) {
            case "0" -> Rotation.NONE;
            case "90" -> Rotation.BY_90;
            case "180" -> Rotation.BY_180;
            case "270" -> Rotation.BY_270;
            case "upright" -> Rotation.UPRIGHT;
            default -> throw new IllegalArgumentException();
        };
    }

    private interface Parser<T> {
        T parse(String text);
    }

    private static <T> @Nullable T optional(ConfigReader config, String key, Parser<T> parser, String right) {
        return config.read(key, text -> text.isEmpty() ? List.<T>of() : List.of(parser.parse(text)), right).stream().findFirst()
                .orElse(null);
    }

    /** Returns whether frames stay as they are. */
    public boolean isNone() {
        return !needsPixels() && crop == null && rotation == Rotation.NONE && flip == Flip.NONE;
    }

    /** Returns whether there is something that a compressed image has to be decoded for. */
    public boolean needsPixels() {
        return !masks.isNone() || scale != null || text != null;
    }

    /** Returns whether the image is turned as its orientation says, so that it has none afterwards; a text is to be read. */
    public boolean isUpright() {
        return rotation == Rotation.UPRIGHT || text != null;
    }
}
