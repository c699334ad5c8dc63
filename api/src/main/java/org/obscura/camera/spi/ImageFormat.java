package org.obscura.camera.spi;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A file format of images.
 *
 * @param name lower case, such as {@code jpeg}
 * @param suffixes the suffixes of file names without the dot, in lower case, the default suffix first
 * @param mediaType as registered with IANA, such as {@code image/jpeg}
 */
public record ImageFormat(String name, List<String> suffixes, String mediaType) implements Serializable {

    /** JPEG, by its name {@code jpeg}. */
    public static final ImageFormat JPEG = new ImageFormat("jpeg", List.of("jpg", "jpeg", "jpe"), "image/jpeg");
    /** PNG, by its name {@code png}. */
    public static final ImageFormat PNG = new ImageFormat("png", List.of("png"), "image/png");
    /** TIFF, by its name {@code tiff}. */
    public static final ImageFormat TIFF = new ImageFormat("tiff", List.of("tif", "tiff"), "image/tiff");
    /** BMP, by its name {@code bmp}. */
    public static final ImageFormat BMP = new ImageFormat("bmp", List.of("bmp"), "image/bmp");
    /** WebP, by its name {@code webp}. */
    public static final ImageFormat WEBP = new ImageFormat("webp", List.of("webp"), "image/webp");

    /**
     * Validates and copies the components.
     *
     * @throws IllegalArgumentException if the name is not lower case or there is no suffix
     */
    public ImageFormat {
        if (name.isEmpty() || !name.equals(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("The format's name is '" + name + "'; it must be in lower case and not empty");
        }
        suffixes = List.copyOf(suffixes);
        if (suffixes.isEmpty()) {
            throw new IllegalArgumentException("The format " + name + " has no suffix");
        }
    }

    /**
     * Returns whether a word names this format.
     *
     * @param word a name or suffix in any case, such as {@code PNG} or {@code jpg}
     * @return true if it is the name or a suffix
     */
    public boolean matches(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return name.equals(lower) || suffixes.contains(lower);
    }

    /** Compares all components. The JDK links the methods that it generates for a record at their first use, which delays a start. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ImageFormat that && name.equals(that.name) && suffixes.equals(that.suffixes)
                && Objects.equals(mediaType, that.mediaType);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
