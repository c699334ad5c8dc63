package org.obscura.camera.core.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

import org.obscura.camera.support.config.ConfigName;
import org.obscura.camera.support.config.ConfigReader;

/**
 * The configurations of cameras by PID, and the cameras that they make. Of several with one camera id the oldest counts; when it is deleted
 * or gets another id, the next one takes its place. Not thread-safe.
 */
public final class ConfiguredCameras {
    private final Map<String, Configured> byPid = new LinkedHashMap<>();

    private record Configured(String name, CameraSettings settings, Map<String, Object> accepted) {
    }

    /** Returns the settings of a camera that has no configuration. */
    public static CameraSettings defaults(String id) {
        return SettingsReader.read(id, new ConfigReader(CameraConfiguration.class, Map.of(), Map.of()));
    }

    /**
     * Adds or replaces a configuration.
     *
     * @param log receives what is wrong with it, a sentence each
     */
    public void put(String pid, Map<String, ?> values, Consumer<String> log) {
        Configured before = byPid.get(pid);
        ConfigReader reader = new ConfigReader(CameraConfiguration.class, values, before == null ? Map.of() : before.accepted);
        String instance = ConfigName.instance(CameraConfiguration.PID, values);
        CameraSettings settings = SettingsReader.read(instance.isEmpty() ? pid : instance, reader);
        reader.log(log);
        String name = ConfigName.of(values, pid);
        byPid.put(pid, new Configured(name, settings, reader.accepted()));
        byPid.entrySet().stream().filter(other -> other.getValue().settings.id().equals(settings.id())).findFirst()
                .filter(owner -> !owner.getKey().equals(pid))
                .ifPresent(owner -> log.accept("Configuration " + name + " is not applied: the camera id '" + settings.id()
                        + "' is that of the configuration " + owner.getValue().name + " too; give one of them another camera.id"));
    }

    /** Removes a configuration. */
    public void remove(String pid) {
        byPid.remove(pid);
    }

    /** Returns the settings of each camera by its id. */
    public Map<String, CameraSettings> byId() {
        Map<String, CameraSettings> cameras = new LinkedHashMap<>();
        byPid.values().forEach(each -> cameras.putIfAbsent(each.settings.id(), each.settings));
        return cameras;
    }
}
