package org.obscura.camera.spi;

import java.io.Serializable;
import java.util.Map;

/**
 * A camera that answered a {@link CameraDiscovery}. Its texts come from the network.
 *
 * @param address the address of the camera
 * @param name the name that the camera gives itself; "" if it gives none
 * @param model the model; "" if it is not known
 * @param configuration the name of the configuration that has this camera already; "" if none has
 * @param factoryPid the factory PID under which a configuration makes a device of the camera
 * @param settings what this configuration has to contain; credentials are for the user to add
 */
public record DiscoveredCamera(String address, String name, String model, String configuration, String factoryPid,
        Map<String, String> settings) implements Serializable {

    /**
     * Copies the settings.
     *
     * @throws NullPointerException if a component is null
     */
    public DiscoveredCamera {
        settings = Map.copyOf(settings);
    }
}
