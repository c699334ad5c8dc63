package org.obscura.camera.shell;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.obscura.camera.CameraEvents;
import org.obscura.camera.support.config.ConfigName;
import org.obscura.camera.support.discovery.FactoryConfigurations;
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
        return FactoryConfigurations.find(admin, FACTORY, values -> camera.equals(id(values))).orElse(null);
    }

    /** Returns the id of the camera as the core makes it: that of a file in Karaf is not in the PID. */
    private static String id(Map<String, Object> values) {
        String id = String.valueOf(values.getOrDefault(CameraEvents.CAMERA_ID, "")).strip();
        return id.isEmpty() ? ConfigName.instance(FACTORY, values) : id;
    }
}
