package org.obscura.camera.support.sink;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.obscura.camera.ImageDelivery;

/** Text with places such as {@code {camera}}, which are filled with what is known of an image. */
public final class ImageTemplate {
    private static final List<String> KNOWN = List.of("path", "file", "camera", "device", "id", "request", "format", "width", "height",
            "time");
    /** A place, and what was meant to be one: braces around other text, such as those of JSON, are no mistake. */
    private static final Pattern PLACE = Pattern.compile("\\{(\\s*[A-Za-z]+\\s*)(?::([^{}]*))?\\}");
    private static final Pattern UNCLOSED = Pattern.compile("\\{(" + String.join("|", KNOWN) + ")(?![A-Za-z])[^{}]*(\\{|$)");

    private final String text;

    private ImageTemplate(String text) {
        this.text = text;
    }

    /**
     * Reads the value of a key.
     *
     * @param key the key
     * @param text the text; {@code {time}} is the time of the exposure in UTC, {@code {time:yyyy-MM-dd}} that of this machine's zone in a
     *            pattern of {@link DateTimeFormatter}
     * @return the template
     * @throws IllegalArgumentException if a place is not known; the message is a clause that names the key
     */
    public static ImageTemplate of(String key, String text) {
        try {
            check(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + key + "' is wrong: " + e.getMessage(), e);
        }
        return new ImageTemplate(text);
    }

    private static void check(String text) {
        Matcher unclosed = UNCLOSED.matcher(text);
        if (unclosed.find()) {
            throw new IllegalArgumentException("'{" + unclosed.group(1) + "' is not closed; it must be {" + unclosed.group(1) + "}");
        }
        Matcher places = PLACE.matcher(text);
        while (places.find()) {
            if (!KNOWN.contains(places.group(1))) {
                throw new IllegalArgumentException("'" + places.group() + "' is no known place; known are {"
                        + String.join("}, {", KNOWN) + "} and {time:PATTERN}");
            }
            if (places.group(2) != null && !places.group(1).equals("time")) {
                throw new IllegalArgumentException("'" + places.group() + "' has a pattern, which only {time:PATTERN} may have");
            }
            try {
                value(places.toMatchResult(), null);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("'" + places.group() + "' has no valid pattern of date and time: " + e.getMessage(), e);
            }
        }
    }

    /**
     * Fills the places.
     *
     * @param image the image
     * @param encode what is done to each value, such as percent encoding
     * @return the text
     */
    public String fill(ImageDelivery image, UnaryOperator<String> encode) {
        return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(encode.apply(value(place, image))));
    }

    private static String value(MatchResult place, ImageDelivery image) {
        if (place.group(1).equals("time")) {
            return time(place.group(2), image == null ? Instant.EPOCH : image.timestamp());
        }
        return image == null ? "" : switch (place.group(1)) {
            case "path" -> image.path().toString();
            case "file" -> image.path().getFileName().toString();
            case "camera" -> image.cameraId();
            case "device" -> image.deviceId();
            case "id" -> image.id();
            case "request" -> Integer.toString(image.requestId());
            case "format" -> image.format();
            case "width" -> Integer.toString(image.resolution().width());
            case "height" -> Integer.toString(image.resolution().height());
            default -> throw new IllegalStateException(place.group());
        };
    }

    private static String time(String pattern, Instant time) {
        return pattern == null ? time.toString() : DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneId.systemDefault())
                .format(time);
    }

    /** Returns the text with its places. */
    @Override
    public String toString() {
        return text;
    }
}
