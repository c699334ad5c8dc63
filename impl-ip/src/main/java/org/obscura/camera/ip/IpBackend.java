package org.obscura.camera.ip;

import org.obscura.camera.spi.CameraBackend;
import org.obscura.camera.support.registration.BackendStatus;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Reports the status of the backend. */
@Component(service = {CameraBackend.class, IpBackend.class}, property = CameraBackend.BACKEND + "=" + IpSettings.BACKEND)
public final class IpBackend implements CameraBackend {
    private final BackendStatus status = new BackendStatus();

    /** Made by Declarative Services. */
    @Activate
    public IpBackend() {
        // nothing is needed
    }

    BackendStatus status() {
        return status;
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
