package org.obscura.camera.support.discovery;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;

import org.obscura.camera.spi.CameraDiscovery;
import org.obscura.camera.spi.DiscoveredCamera;
import org.obscura.camera.support.config.ConfigName;
import org.osgi.service.cm.ConfigurationAdmin;

/** Searches for cameras by all bundles that can, and configures one of them on request. A search configures nothing. */
public final class CameraSearch {
    /** Says that no bundle can search, and what to do. */
    public static final String UNAVAILABLE = "No bundle that searches for cameras is active; install org.obscura.camera.ip";
    private static final int MAX_NAME = 40;

    private CameraSearch() {
    }

    /**
     * Searches for cameras.
     *
     * @param discoveries what searches, one after the other
     * @param wait how long each waits for answers
     * @return the cameras by their addresses
     * @throws IllegalStateException if there is nothing that searches
     * @throws IOException if no network can be searched
     */
    public static List<DiscoveredCamera> search(List<CameraDiscovery> discoveries, Duration wait) throws IOException, InterruptedException {
        if (discoveries.isEmpty()) {
            throw new IllegalStateException(UNAVAILABLE);
        }
        List<DiscoveredCamera> found = new ArrayList<>();
        for (CameraDiscovery discovery : discoveries) {
            found.addAll(discovery.discover(wait));
        }
        found.sort(Comparator.comparing(DiscoveredCamera::address));
        return found;
    }

    /** Returns the PID of the configuration that has the camera; "" if none has. */
    public static String pid(DiscoveredCamera camera) {
        return camera.configuration().isEmpty() ? "" : camera.factoryPid() + "~" + camera.configuration();
    }

    /** Returns a name for the configuration of a camera, made from the name of the camera or else from its host. */
    public static String suggestedName(DiscoveredCamera camera) {
        String text = camera.name().isEmpty() ? URI.create(camera.address()).getHost() : camera.name();
        String clean = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return clean.isEmpty() ? "camera" : clean.substring(0, Math.min(MAX_NAME, clean.length()));
    }

    /**
     * Creates the configuration of a camera.
     *
     * @param name the name of the configuration
     * @return the camera with the name of its configuration
     * @throws IllegalArgumentException if the camera is configured, or the name is taken or is none
     * @throws IOException if the configuration cannot be stored
     */
    public static DiscoveredCamera configure(ConfigurationAdmin admin, DiscoveredCamera camera, String name) throws IOException {
        if (!camera.configuration().isEmpty()) {
            throw new IllegalArgumentException(camera.address() + " is configured already, as " + pid(camera));
        }
        if (!name.matches("[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException(
                    "'" + name + "' is not the name of a configuration; it must consist of letters, digits, '.', '_' and '-'");
        }
        String factoryPid = camera.factoryPid();
        if (FactoryConfigurations.find(admin, factoryPid, values -> name.equals(ConfigName.instance(factoryPid, values))).isPresent()) {
            throw new IllegalArgumentException(
                    "The configuration " + factoryPid + "~" + name + " exists already; choose another name");
        }
        admin.getFactoryConfiguration(factoryPid, name, "?").update(new Hashtable<>(camera.settings())); // "?": for any bundle
        return new DiscoveredCamera(camera.address(), camera.name(), camera.model(), name, factoryPid, camera.settings());
    }
}
