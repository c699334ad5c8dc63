package org.obscura.camera.shell;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.obscura.camera.CameraEvents;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Finds the configuration of a camera. */
final class CameraConfiguration {
    static final String TARGET = "device.target";
    private static final String FACTORY = "org.obscura.camera";

    private CameraConfiguration() {
    }

    /** Returns the configured values; empty if there is no configuration, or no Configuration Admin. */
    static Map<String, Object> of(String camera, ConfigurationAdmin admin) {
        try {
            Configuration found = admin == null ? null : find(camera, admin);
            return found == null || found.getProperties() == null ? Map.of() : new HashMap<>(FrameworkUtil.asMap(found.getProperties()));
        } catch (IOException e) {
            return Map.of();
        }
    }

    /**
     * Returns what is wrong with the {@code device.target} of a configuration; empty if nothing is. The core says it once, in the log.
     *
     * @param values of the configuration
     */
    static Optional<String> targetProblem(Map<String, Object> values) {
        if (!(values.get(TARGET) instanceof String text) || text.isBlank()) {
            return Optional.empty();
        }
        try {
            FrameworkUtil.createFilter(text.strip());
            return Optional.empty();
        } catch (InvalidSyntaxException e) {
            return Optional.of(TARGET + "=" + text.strip()
                    + " is wrong, so that it selects no device; it must be an LDAP filter such as (camera.backend=webcam)");
        }
    }

    /** Returns the configuration to change: the one of the camera, else a new one. */
    static Configuration findOrCreate(String camera, ConfigurationAdmin admin) throws IOException {
        Configuration found = find(camera, admin);
        // "?": for any bundle
        return found != null ? found : admin.getFactoryConfiguration(FACTORY, camera, "?");
    }

    private static Configuration find(String camera, ConfigurationAdmin admin) throws IOException {
        try {
            Configuration[] found = admin.listConfigurations("(&(" + ConfigurationAdmin.SERVICE_FACTORYPID + "=" + FACTORY + ")(|("
                    + CameraEvents.CAMERA_ID + "=" + DeviceTargets.escape(camera) + ")(service.pid=" + FACTORY + "~"
                    + DeviceTargets.escape(camera) + ")))");
            return found == null ? null : found[0];
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("No filter can be made of the camera's name '" + camera + "': " + e.getMessage(), e);
        }
    }
}
