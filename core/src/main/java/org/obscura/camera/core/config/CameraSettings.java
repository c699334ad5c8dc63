package org.obscura.camera.core.config;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.CaptureOptions.ExistingFile;
import org.obscura.camera.Resolution;
import org.obscura.camera.core.pattern.NamePattern;

/**
 * The configuration of one camera, checked. A request keeps the settings of the moment it was made.
 *
 * @param directory the default folder, or null: the system's folder of pictures
 * @param namePattern the pattern of names that no request gives
 * @param latest the pattern of the file that is the latest image, or null
 * @param zone the zone of dates in names
 * @param retention which images are kept
 * @param allowedDirectories where pictures may go; empty: anywhere
 * @param edits what is done to frames before they are encoded
 * @param resolution the size of images for requests that name none, or null: the device chooses
 * @param metadata the metadata of requests that do not set them
 * @param controls the values of controls for requests that do not set them
 * @param idleTimeout how long an unused device stays open; zero: for ever
 */
public record CameraSettings(String id, Predicate<Map<String, Object>> deviceTarget, boolean autostart, @Nullable Path directory,
        NamePattern namePattern, @Nullable NamePattern latest, ZoneId zone, RetentionSettings retention, List<Path> allowedDirectories,
        String format, EditSettings edits, int quality,
        ExistingFile existing, boolean sync, int queueCapacity,
        Duration deviceTimeout, Duration openTimeout, Duration frameTimeout, Duration idleTimeout, int previews,
        @Nullable Resolution resolution, Map<String, Object> metadata, Map<String, Object> controls) {
}
