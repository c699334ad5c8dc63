package org.obscura.camera.core.file;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.CaptureError;
import org.obscura.camera.core.config.CameraSettings;
import org.obscura.camera.spi.ImageFormat;

/**
 * The folder, name and format of an image file.
 *
 * @param folder an existing folder, as an absolute path; without links if there is a fence
 * @param fence the allowed directory that the folder was found in, as a real path; null if any folder is allowed
 * @param name the file's name; null if a name is to be generated
 * @param format the format by suffix, request or configuration
 * @param numbers how the name is numbered; null if the file has exactly the name
 * @param generated whether the name follows from a pattern, so that it is not meant to replace a file
 */
public record Destination(Path folder, @Nullable Path fence, @Nullable String name, ImageFormat format, @Nullable NumberedName numbers,
        boolean generated) {
    /** The formats that can be encoded now. */
    public interface Formats {
        /** Returns the format with this name or suffix, in upper or lower case. */
        Optional<ImageFormat> find(String word);

        /** Returns the names of all formats, for messages. */
        List<String> names();

        /** Returns formats that are found by functions. */
        static Formats of(Function<String, Optional<ImageFormat>> find, Supplier<List<String>> names) {
            return new Formats() {
                @Override
                public Optional<ImageFormat> find(String word) {
                    return find.apply(word);
                }

                @Override
                public List<String> names() {
                    return names.get();
                }
            };
        }
    }

    /** Creates a destination in a folder that needs no fence. */
    public Destination(Path folder, @Nullable String name, ImageFormat format) {
        this(folder, null, name, format);
    }

    /** Creates a destination for one image. */
    Destination(Path folder, @Nullable Path fence, @Nullable String name, ImageFormat format) {
        this(folder, fence, name, format, name == null ? NumberedName.generated(format) : null, name == null);
    }

    /** Returns the destination of an image of a series of so many: its name gets a number unless it is generated. */
    public Destination inSeries(int count) {
        return name == null || generated ? this
                : new Destination(folder, fence, name, format, NumberedName.ofSeries(name, count), false);
    }

    /** Returns the format with this name, for an image in memory or a name without a suffix. */
    public static ImageFormat named(String format, Formats formats) throws FileException {
        return formats.find(format).orElseThrow(() -> new FileException(CaptureError.FORMAT,
                "There is no format '" + format + "'; the formats are " + String.join(", ", formats.names()), null));
    }

    /** Returns the folder of images whose request names none. */
    public static Path defaultFolder(CameraSettings settings, PicturesFolder pictures) {
        return (settings.directory() != null ? settings.directory() : pictures.get()).toAbsolutePath();
    }
}
