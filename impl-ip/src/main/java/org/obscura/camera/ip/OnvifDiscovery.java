package org.obscura.camera.ip;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.obscura.camera.ip.onvif.WsDiscovery;
import org.obscura.camera.spi.CameraDiscovery;
import org.obscura.camera.spi.DiscoveredCamera;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds ONVIF cameras in the local networks. */
@Component
public final class OnvifDiscovery implements CameraDiscovery {
    private final WsDiscovery discovery;
    private final IpBackend backend;

    /** Made by Declarative Services. */
    @Activate
    public OnvifDiscovery(@Reference IpBackend backend) {
        this(backend, new WsDiscovery());
    }

    OnvifDiscovery(IpBackend backend, WsDiscovery discovery) {
        this.backend = backend;
        this.discovery = discovery;
    }

    @Override
    public List<DiscoveredCamera> discover(Duration limit) throws IOException, InterruptedException {
        return discovery.search(limit).stream().map(answer -> new DiscoveredCamera(answer.service().toString(), answer.name(),
                answer.model(), backend.configurationOf(answer.service()), IpSettings.PID,
                Map.of("url", answer.service().toString(), "type", "onvif"))).toList();
    }
}
