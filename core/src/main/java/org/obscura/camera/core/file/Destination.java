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
 */
public record Destination(Path folder, @Nullable Path fence, @Nullable String name, ImageFormat format, @Nullable NumberedName numbers) {
    private static final Pattern URL = Pattern.compile("(?i)[a-z][a-z0-9+.-]+:/.*|(file|content|data|camera-preview):.*", Pattern.DOTALL);

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
        this(folder, fence, name, format, name == null ? NumberedName.generated(format) : null);
    }

    /** Returns the destination of an image of a series of so many: its name gets a number unless it is generated. */
    public Destination inSeries(int count) {
        return name == null ? this : new Destination(folder, fence, name, format, NumberedName.ofSeries(name, count));
    }

    /**
     * Resolves a location.
     *
     * @param location a path, a {@code file:} URL, or null or empty for the default folder; relative to the default folder
     * @param format the format of the request, or null
     */
    public static Destination of(@Nullable String location, @Nullable String format, CameraSettings settings, PicturesFolder pictures,
            Formats formats) throws FileException {
        String wanted = Objects.requireNonNullElse(location, "");
        Path path = path(wanted); // the empty path resolves to the folder itself
        Path target = path.isAbsolute() ? path : existing(defaultFolder(settings, pictures)).resolve(path);
        boolean isFolder = wanted.isEmpty() || wanted.endsWith("/") || wanted.endsWith(target.getFileSystem().getSeparator())
                || Files.isDirectory(target) || target.getFileName() == null;
        Path folder = isFolder ? target : parent(target);
        if (!Files.isDirectory(folder)) {
            String what = Files.exists(folder) ? folder + " is not a folder"
                    : "The folder " + folder + " does not exist; create it, or choose another";
            throw new FileException(CaptureError.RESOURCE, what, null);
        }
        Path fence = null;
        if (!settings.allowedDirectories().isEmpty()) {
            folder = real(folder);
            fence = fence(folder, settings.allowedDirectories());
        } else if (!folder.toAbsolutePath().normalize().equals(folder)) {
            folder = real(folder);
        }
        if (isFolder) {
            return new Destination(folder, fence, null, named(format != null ? format : settings.format(), formats));
        }
        return named(folder, fence, target.getFileName().toString(), format, settings, formats);
    }

    private static Destination named(Path folder, @Nullable Path fence, String name, @Nullable String format, CameraSettings settings,
            Formats formats) throws FileException {
        int dot = name.lastIndexOf('.');
        String suffix = dot < 1 || dot == name.length() - 1 ? "" : name.substring(dot + 1);
        if (suffix.isEmpty()) {
            ImageFormat selected = named(format != null ? format : settings.format(), formats);
            return new Destination(folder, fence, (name.endsWith(".") ? name : name + ".") + selected.suffixes().get(0), selected);
        }
        Optional<ImageFormat> bySuffix = formats.find(suffix);
        if (bySuffix.isEmpty()) {
            throw new FileException(CaptureError.FORMAT,
                    "The suffix ." + suffix + " of " + name + " belongs to no format that can be encoded; the formats are "
                            + String.join(", ", formats.names()),
                    null);
        }
        if (format != null && !bySuffix.get().name().equals(named(format, formats).name())) {
            throw new FileException(CaptureError.FORMAT,
                    "The format " + format + " and the suffix ." + suffix + " of " + name + " contradict each other", null);
        }
        return new Destination(folder, fence, name, bySuffix.get());
    }

    /** Returns the format with this name, for an image in memory or a name without a suffix. */
    public static ImageFormat named(String format, Formats formats) throws FileException {
        return formats.find(format).orElseThrow(() -> new FileException(CaptureError.FORMAT,
                "There is no format '" + format + "'; the formats are " + String.join(", ", formats.names()), null));
    }

    private static Path path(String location) throws FileException {
        try {
            if (!URL.matcher(location).matches()) {
                return Path.of(location);
            }
            if (location.toLowerCase(Locale.ROOT).startsWith("file:")) {
                return Path.of(URI.create(location));
            }
        } catch (InvalidPathException e) {
            throw new FileException(CaptureError.RESOURCE, "'" + location + "' cannot be a path: " + e.getReason(), e);
        } catch (RuntimeException e) {
            throw new FileException(CaptureError.RESOURCE, "'" + location + "' is a URL that names no file: " + e.getMessage(), e);
        }
        throw new FileException(CaptureError.RESOURCE, "'" + location + "' is a URL; give a path of the file system, or a file: URL", null);
    }

    /** Returns the folder of images whose request names none. */
    public static Path defaultFolder(CameraSettings settings, PicturesFolder pictures) {
        return (settings.directory() != null ? settings.directory() : pictures.get()).toAbsolutePath();
    }

    private static Path existing(Path folder) throws FileException {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            if (Files.isDirectory(folder)) {
                return folder; // a link to a folder
            }
            if (Files.exists(folder)) {
                throw new FileException(CaptureError.RESOURCE, folder + " is not a folder", e);
            }
            if (Files.isSymbolicLink(folder)) {
                throw new FileException(CaptureError.RESOURCE, "The folder " + folder + " is a link to a folder that does not exist", e);
            }
            FileException problem = FileException.of(e, parent(folder), null);
            throw new FileException(problem.error(),
                    "The folder " + folder + " does not exist and cannot be created: " + problem.getMessage(), e);
        }
    }

    /** Returns the allowed directory that holds the folder. */
    private static Path fence(Path folder, List<Path> allowedDirectories) throws FileException {
        for (Path allowed : allowedDirectories) {
            if (Files.isDirectory(allowed)) {
                Path fence = real(allowed);
                if (folder.startsWith(fence)) {
                    return fence;
                }
            }
        }
        throw new FileException(CaptureError.RESOURCE,
                "Images may not be written to " + folder + "; allowed.directories has " + allowedDirectories, null);
    }

    /** Returns the parent of an absolute path; that of a root is the root. */
    private static Path parent(Path path) {
        return Objects.requireNonNullElse(path.getParent(), path);
    }

    private static Path real(Path folder) throws FileException {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw FileException.of(e, folder, null);
        }
    }
}
