package org.obscura.camera.core.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.CaptureError;
import org.obscura.camera.core.config.CameraSettings;
import org.obscura.camera.core.pattern.NamePattern;
import org.obscura.camera.core.pattern.PatternName;
import org.obscura.camera.core.pattern.PatternValues;
import org.obscura.camera.spi.ImageFormat;

/** Finds the destination of an image by the location of its request and the settings of its camera; creates sub-folders of patterns. */
public final class DestinationResolver {
    private final CameraSettings settings;
    private final PicturesFolder pictures;
    private final Destination.Formats formats;
    private final Consumer<Path> created;

    /** Creates one; {@code created} gets each sub-folder that is created. */
    public DestinationResolver(CameraSettings settings, PicturesFolder pictures, Destination.Formats formats, Consumer<Path> created) {
        this.settings = settings;
        this.pictures = pictures;
        this.formats = formats;
        this.created = created;
    }

    /**
     * Resolves a location.
     *
     * @param text a path, a path with the fields of a pattern, a {@code file:} URL, or null or empty for the default folder; relative to
     *            the default folder
     * @param format the format of the request, or null
     * @param values what the fields of patterns stand for
     */
    public Destination resolve(@Nullable String text, @Nullable String format, PatternValues values) throws FileException {
        Location location = Location.parse(Objects.requireNonNullElse(text, ""));
        NamePattern pattern = location.pattern();
        Path target = location.path().isAbsolute() ? location.path()
                : ImageFolder.existing(Destination.defaultFolder(settings, pictures)).resolve(location.path());
        boolean isFolder = pattern != null || location.endsWithSeparator() || Files.isDirectory(target) || target.getFileName() == null;
        ImageFolder folder = ImageFolder.of(isFolder ? target : ImageFolder.parent(target), settings);
        if (!isFolder) {
            return named(folder, target.getFileName().toString(), format);
        }
        if (pattern != null) {
            folder = folder.withFolders(folders(pattern, values), settings.sync(), created);
            if (!pattern.isFolder()) {
                return generated(folder, pattern, format, values);
            }
        }
        NamePattern usual = settings.namePattern();
        return generated(folder.withFolders(folders(usual, values), settings.sync(), created), usual, format, values);
    }

    private static List<Path> folders(NamePattern pattern, PatternValues values) throws FileException {
        try {
            return pattern.folders(values).stream().map(Path::of).toList();
        } catch (InvalidPathException e) {
            throw cannotBePath(e.getInput(), e);
        }
    }

    static FileException cannotBePath(String text, InvalidPathException cause) {
        return new FileException(CaptureError.RESOURCE, "'" + text + "' cannot be a path: " + cause.getReason(), cause);
    }

    private Destination generated(ImageFolder folder, NamePattern pattern, @Nullable String format, PatternValues values)
            throws FileException {
        PatternName name = pattern.name(values);
        String suffix = pattern.suffix();
        ImageFormat selected = suffix.isEmpty() ? named(format) : bySuffix(suffix, "the pattern", format);
        if (suffix.isEmpty()) {
            suffix = selected.suffixes().get(0);
        }
        return name.digits() > 0
                ? new Destination(folder.path(), folder.fence(), null, selected, NumberedName.of(name, suffix), true)
                : new Destination(folder.path(), folder.fence(), name.whole() + "." + suffix, selected, null, true);
    }

    private Destination named(ImageFolder folder, String name, @Nullable String format) throws FileException {
        int dot = name.lastIndexOf('.');
        String suffix = dot < 1 || dot == name.length() - 1 ? "" : name.substring(dot + 1);
        if (!suffix.isEmpty()) {
            return new Destination(folder.path(), folder.fence(), name, bySuffix(suffix, name, format));
        }
        ImageFormat selected = named(format);
        return new Destination(folder.path(), folder.fence(), (name.endsWith(".") ? name : name + ".") + selected.suffixes().get(0),
                selected);
    }

    private ImageFormat named(@Nullable String format) throws FileException {
        return Destination.named(format != null ? format : settings.format(), formats);
    }

    private ImageFormat bySuffix(String suffix, String name, @Nullable String format) throws FileException {
        Optional<ImageFormat> bySuffix = formats.find(suffix);
        if (bySuffix.isEmpty()) {
            throw new FileException(CaptureError.FORMAT,
                    "The suffix ." + suffix + " of " + name + " belongs to no format that can be encoded; the formats are "
                            + String.join(", ", formats.names()),
                    null);
        }
        if (format != null && !bySuffix.get().name().equals(Destination.named(format, formats).name())) {
            throw new FileException(CaptureError.FORMAT,
                    "The format " + format + " and the suffix ." + suffix + " of " + name + " contradict each other", null);
        }
        return bySuffix.get();
    }
}
