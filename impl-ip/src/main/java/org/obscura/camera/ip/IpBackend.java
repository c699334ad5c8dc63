package org.obscura.camera.ip;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.obscura.camera.spi.CameraBackend;
import org.obscura.camera.support.registration.BackendStatus;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Reports the status of the backend. */
@Component(service = {CameraBackend.class, IpBackend.class}, property = CameraBackend.BACKEND + "=" + IpSettings.BACKEND)
public final class IpBackend implements CameraBackend {
    private final BackendStatus status = new BackendStatus();
    /** The name of each configuration, and the host of its camera. */
    private final Map<String, String> hosts = new ConcurrentHashMap<>();

    /** Made by Declarative Services. */
    @Activate
    public IpBackend() {
        // nothing is needed
    }

    BackendStatus status() {
        return status;
    }

    void addHost(String configuration, String host) {
        hosts.put(configuration, host.toLowerCase(Locale.ROOT));
    }

    void removeHost(String configuration) {
        hosts.remove(configuration);
    }

    /** Returns the name of the configuration of the camera at the address's host; "" if there is none. */
    String configurationOf(URI address) {
        String host = address.getHost().toLowerCase(Locale.ROOT);
        return hosts.entrySet().stream().filter(entry -> entry.getValue().equals(host)).map(Map.Entry::getKey).sorted().findFirst()
                .orElse("");
    }

    @Override
    public String getName() {
        return IpSettings.BACKEND;
    }

    @Override
    public BackendState getState() {
        return status.state();
    }

    @Override
    public String getReason() {
        return status.reason();
    }

    @Override
    public String getFindings() {
        return status.findings(IpSettings.PID);
    }
}
