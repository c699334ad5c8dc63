package org.obscura.camera.web.api;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureOptions.ExistingFile;
import org.obscura.camera.CaptureOptions.UnsupportedControl;
import org.obscura.camera.web.http.HttpException;

/** Reads the options of a capture from JSON. */
final class CaptureForm {
    static final Set<String> FIELDS = new LinkedHashSet<>(List.of("location", "memory", "resolution", "format", "quality", "metadata",
            "existing", "count", "interval", "catchUp", "controls", "unsupported", "bracket"));

    private CaptureForm() {
    }

    static CaptureOptions read(Map<String, Object> body) throws HttpException {
        Fields fields = new Fields(body, FIELDS);
        CaptureOptions.Builder options = CaptureOptions.builder();
        if (fields.text("location") != null) {
            options.location(relative(fields.text("location")));
        }
        if (fields.flag("memory")) {
            options.inMemory();
        }
        if (fields.flag("catchUp")) {
            options.catchUp();
        }
        options.resolution(fields.resolution("resolution")).existing(fields.choice("existing", ExistingFile.class))
                .unsupported(fields.choice("unsupported", UnsupportedControl.class));
        if (fields.text("format") != null) {
            options.format(fields.text("format"));
        }
        if (fields.integer("quality") != null) {
            options.quality(fields.integer("quality"));
        }
        if (fields.integer("count") != null) {
            options.count(fields.integer("count"));
        }
        if (fields.duration("interval") != null) {
            options.interval(fields.duration("interval"));
        }
        fields.map("metadata").forEach(options::metadata);
        fields.map("controls").forEach(options::control);
        fields.lists("bracket").forEach((key, values) -> options.bracket(key, values.toArray()));
        return options.build();
    }

    /** A client names files below the folder of the camera alone. */
    private static String relative(String location) throws HttpException {
        try {
            Path path = Path.of(location);
            boolean inside = !path.isAbsolute() && !location.contains(":") && !location.contains("\\")
                    && !path.normalize().startsWith("..") && path.equals(path.normalize());
            if (inside) {
                return location;
            }
        } catch (InvalidPathException e) {
            // said below
        }
        throw new HttpException(400, "location is '" + location + "'; it must be a file below the folder of the camera");
    }
}
