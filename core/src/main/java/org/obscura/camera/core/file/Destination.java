package org.obscura.camera.core.file;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.obscura.camera.CaptureError;
import org.obscura.camera.core.config.CameraSettings;
import org.obscura.camera.spi.ImageFormat;

/**
 * Where a picture goes, and in which format.
 *
 * @param folder an absolute folder, which exists
 * @param name the file's name, or null: one is to be generated
 * @param format the format that suffix, request or configuration picked
 */
public record Destination(Path folder, String name, ImageFormat format) {
    private static final Pattern URL = Pattern.compile("(?i)[a-z][a-z0-9+.-]+:/.*|(file|content|data|camera-preview):.*", Pattern.DOTALL);

    /** The formats that can be made now. */
    public interface Formats {
        /** The format that a name or suffix in any case means. */
        Optional<ImageFormat> find(String word);

        /** The names of all, for people. */
        List<String> names();
    }

    /** Finds out where a location leads. */
    public static Destination of(String location, String format, CameraSettings settings, PicturesFolder pictures, Formats formats)
            throws FileException {
        boolean toDefault = location == null || location.isEmpty();
        Path asked = toDefault ? null : path(location);
        Path base = null;
        if (asked == null || !asked.isAbsolute()) {
            base = existing(defaultFolder(settings, pictures));
        }
        Path target = asked == null ? base : base == null ? asked : base.resolve(asked);
        boolean folderAsked = asked == null || location.endsWith("/") || location.endsWith(target.getFileSystem().getSeparator())
                || Files.isDirectory(target) || target.getFileName() == null;
        Path folder = folderAsked ? target : target.getParent();
        if (!Files.isDirectory(folder)) {
            String what = Files.exists(folder) ? folder + " is not a folder"
                    : "The folder " + folder + " does not exist; create it, or choose another";
            throw new FileException(CaptureError.RESOURCE, what, null);
        }
        Path real = allowed(folder, settings);
        if (folderAsked) {
            return new Destination(real, null, named(format != null ? format : settings.format(), formats));
        }
        return named(real, target.getFileName().toString(), format, settings, formats);
    }

    private static Destination named(Path folder, String name, String format, CameraSettings settings, Formats formats)
            throws FileException {
        int dot = name.lastIndexOf('.');
        String suffix = dot < 1 || dot == name.length() - 1 ? "" : name.substring(dot + 1);
        if (suffix.isEmpty()) {
            ImageFormat picked = named(format != null ? format : settings.format(), formats);
            return new Destination(folder, (name.endsWith(".") ? name : name + ".") + picked.suffixes().get(0), picked);
        }
        Optional<ImageFormat> bySuffix = formats.find(suffix);
        if (bySuffix.isEmpty()) {
            throw new FileException(CaptureError.FORMAT,
                    "The suffix ." + suffix + " of " + name + " means no format that can be written; those are "
                            + String.join(", ", formats.names()),
                    null);
        }
        if (format != null && !bySuffix.get().name().equals(named(format, formats).name())) {
            throw new FileException(CaptureError.FORMAT,
                    "The format " + format + " and the suffix ." + suffix + " of " + name + " contradict each other", null);
        }
        return new Destination(folder, name, bySuffix.get());
    }

    /** The format of a picture in memory, or of a name without suffix. */
    public static ImageFormat named(String format, Formats formats) throws FileException {
        return formats.find(format).orElseThrow(() -> new FileException(CaptureError.FORMAT,
                "There is no format '" + format + "'; there are " + String.join(", ", formats.names()), null));
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

    /** Where pictures go that are given no place. */
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
            FileException problem = FileException.of(e, folder);
            throw new FileException(problem.error(),
                    "The folder " + folder + " does not exist and cannot be created: " + problem.getMessage(), e);
        }
    }

    /** The folder without links and dots, if pictures may go there. */
    private static Path allowed(Path folder, CameraSettings settings) throws FileException {
        if (settings.allowedDirectories().isEmpty()) {
            return folder.toAbsolutePath().normalize().equals(folder) ? folder : real(folder);
        }
        Path real = real(folder);
        for (Path allowed : settings.allowedDirectories()) {
            if (Files.isDirectory(allowed) && real.startsWith(real(allowed))) {
                return real;
            }
        }
        throw new FileException(CaptureError.RESOURCE,
                "Pictures may not go to " + real + "; allowed.directories has " + settings.allowedDirectories(), null);
    }

    private static Path real(Path folder) throws FileException {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw FileException.of(e, folder.resolve("picture"));
        }
    }
}
